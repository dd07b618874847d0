/** Performance measurements of the reference. Results are recorded; no benchmark asserts a limit. */
@NullMarked
package dev.jetvm.benchmarks;

import org.jspecify.annotations.NullMarked;
