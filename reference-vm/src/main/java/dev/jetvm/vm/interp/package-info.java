/** The interpreter and what programs are made of while they run. Chapters Execution and Instruction set. */
@NullMarked
package dev.jetvm.vm.interp;

import org.jspecify.annotations.NullMarked;
