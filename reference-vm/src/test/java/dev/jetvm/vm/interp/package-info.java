/** What the loop of the interpreter has to keep. */
@NullMarked
package dev.jetvm.vm.interp;

import org.jspecify.annotations.NullMarked;
