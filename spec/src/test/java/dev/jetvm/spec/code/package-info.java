/** Checks that the sources of the reference name the clauses that they implement. */
@NullMarked
package dev.jetvm.spec.code;

import org.jspecify.annotations.NullMarked;
