/** Tests of the exploration of schedules. */
@NullMarked
package dev.jetvm.vm.explore;

import org.jspecify.annotations.NullMarked;
