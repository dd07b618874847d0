@NullMarked
package dev.jetvm.vm.fuzz;

import org.jspecify.annotations.NullMarked;
