/** The properties themselves under test: their tags, their seeds, and that none passes against nonsense. */
@NullMarked
package dev.jetvm.conformance.property;

import org.jspecify.annotations.NullMarked;
