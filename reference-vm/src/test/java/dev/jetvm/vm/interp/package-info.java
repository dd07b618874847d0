/** Handlers and feedback of the interpreter. */
@NullMarked
package dev.jetvm.vm.interp;

import org.jspecify.annotations.NullMarked;
