/** Instruction traces of running programs. Chapter Execution, traces. */
@NullMarked
package dev.jetvm.vm.trace;

import org.jspecify.annotations.NullMarked;
