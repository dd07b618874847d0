/** Tests of the judge of histories. */
@NullMarked
package dev.jetvm.conformance.workload;

import org.jspecify.annotations.NullMarked;
