/** The interpreter and its runtime structures. Chapters Execution and Instruction set. */
@NullMarked
package dev.jetvm.vm.interp;

import org.jspecify.annotations.NullMarked;
