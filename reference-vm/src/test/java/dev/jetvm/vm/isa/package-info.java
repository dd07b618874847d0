/** The table of instructions against what repeats it. */
@NullMarked
package dev.jetvm.vm.isa;

import org.jspecify.annotations.NullMarked;
