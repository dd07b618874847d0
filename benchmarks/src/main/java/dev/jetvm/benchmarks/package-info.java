/** How fast the reference is: measured, kept, never asserted. */
@NullMarked
package dev.jetvm.benchmarks;

import org.jspecify.annotations.NullMarked;
