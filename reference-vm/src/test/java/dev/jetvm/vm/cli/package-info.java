/** The commands. */
@NullMarked
package dev.jetvm.vm.cli;

import org.jspecify.annotations.NullMarked;
