/** Requests to an implementation and checks of its answers, shared by scenarios and properties. */
@NullMarked
package dev.jetvm.conformance.exchange;

import org.jspecify.annotations.NullMarked;
