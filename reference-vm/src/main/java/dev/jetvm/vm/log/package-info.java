/** The runtime's own lines on standard error. */
@NullMarked
package dev.jetvm.vm.log;

import org.jspecify.annotations.NullMarked;
