/** The line protocol: messages, outcomes and features, as the chapter "The conformance protocol" states them. */
@NullMarked
package dev.jetvm.conformance.protocol;

import org.jspecify.annotations.NullMarked;
