/** Tests of the kit as a whole. */
@NullMarked
package dev.jetvm.conformance;

import org.jspecify.annotations.NullMarked;
