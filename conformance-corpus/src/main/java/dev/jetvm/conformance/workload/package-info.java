/** Judges the histories that {@code workload.run} answers. */
@NullMarked
package dev.jetvm.conformance.workload;

import org.jspecify.annotations.NullMarked;
