/** The options of the runtime that a process takes from its command line, its environment and a file. */
@NullMarked
package dev.jetvm.vm.options;

import org.jspecify.annotations.NullMarked;
