/** The log of the runtime on standard error. */
@NullMarked
package dev.jetvm.vm.log;

import org.jspecify.annotations.NullMarked;
