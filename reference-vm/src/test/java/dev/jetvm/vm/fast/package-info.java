/** The engines give the same results. */
@NullMarked
package dev.jetvm.vm.fast;

import org.jspecify.annotations.NullMarked;
