/** Runs the corpus on the JUnit Platform, beside Cucumber and jqwik. */
@NullMarked
package dev.jetvm.conformance.engine;

import org.jspecify.annotations.NullMarked;
