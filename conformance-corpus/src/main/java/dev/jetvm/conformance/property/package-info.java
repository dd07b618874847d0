/**
 * Properties that hold for every implementation, each tried with up to 1,000 generated samples, through the
 * protocol only. The tags of a property give its clauses, its id and the features that it needs.
 */
@NullMarked
package dev.jetvm.conformance.property;

import org.jspecify.annotations.NullMarked;
