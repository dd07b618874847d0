/** How the runtime says no: a panic while a program runs, a rejection while something is read or declared. */
@NullMarked
package dev.jetvm.runtime.panic;

import org.jspecify.annotations.NullMarked;
