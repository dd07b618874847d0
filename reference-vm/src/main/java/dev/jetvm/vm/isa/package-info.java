/** The instruction set, defined by one table. Chapter Instruction set. */
@NullMarked
package dev.jetvm.vm.isa;

import org.jspecify.annotations.NullMarked;
