/** The verifier: what a module must keep so that it can be run. Chapter Verification. */
@NullMarked
package dev.jetvm.vm.verify;

import org.jspecify.annotations.NullMarked;
