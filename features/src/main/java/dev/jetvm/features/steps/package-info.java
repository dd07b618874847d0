/** What the sentences of the feature files mean: questions to an implementation, and what its answers have to be. */
@NullMarked
package dev.jetvm.features.steps;

import org.jspecify.annotations.NullMarked;
