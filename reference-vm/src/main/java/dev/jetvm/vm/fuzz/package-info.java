/** A random search for programs that crash the machine: modules are generated, damaged and run. */
@NullMarked
package dev.jetvm.vm.fuzz;

import org.jspecify.annotations.NullMarked;
