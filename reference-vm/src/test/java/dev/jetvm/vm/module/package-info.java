/** Modules written, read and damaged. */
@NullMarked
package dev.jetvm.vm.module;

import org.jspecify.annotations.NullMarked;
