/** The errors of the runtime: panics of a running program, and rejections of inputs that are read or declared. */
@NullMarked
package dev.jetvm.runtime.panic;

import org.jspecify.annotations.NullMarked;
