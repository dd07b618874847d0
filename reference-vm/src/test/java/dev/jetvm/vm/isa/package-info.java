@NullMarked
package dev.jetvm.vm.isa;

import org.jspecify.annotations.NullMarked;
