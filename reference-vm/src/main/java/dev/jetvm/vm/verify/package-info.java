/** The verifier: the checks that a module must pass before execution. Chapter Verification. */
@NullMarked
package dev.jetvm.vm.verify;

import org.jspecify.annotations.NullMarked;
