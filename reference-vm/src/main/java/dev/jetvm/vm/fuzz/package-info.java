/** A search for programs that the machine cannot stand: modules made at random, damaged, and run. */
@NullMarked
package dev.jetvm.vm.fuzz;

import org.jspecify.annotations.NullMarked;
