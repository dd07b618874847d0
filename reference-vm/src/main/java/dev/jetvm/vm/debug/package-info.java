/** Programs watched while they run. Chapter Execution, traces. */
@NullMarked
package dev.jetvm.vm.debug;

import org.jspecify.annotations.NullMarked;
