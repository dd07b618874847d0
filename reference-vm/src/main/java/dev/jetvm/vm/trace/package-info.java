/** Programs watched while they run. Chapter Execution, traces. */
@NullMarked
package dev.jetvm.vm.trace;

import org.jspecify.annotations.NullMarked;
