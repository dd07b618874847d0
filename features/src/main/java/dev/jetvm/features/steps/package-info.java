/** The steps of the feature files: requests to an implementation and requirements on its answers. */
@NullMarked
package dev.jetvm.features.steps;

import org.jspecify.annotations.NullMarked;
