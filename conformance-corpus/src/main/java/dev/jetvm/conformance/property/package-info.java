/**
 * Properties that hold for every implementation, tried a thousand times each with values that jqwik invents, through
 * the protocol only. Each carries the clauses that it shows, its id and the features that it needs as tags.
 */
@NullMarked
package dev.jetvm.conformance.property;

import org.jspecify.annotations.NullMarked;
