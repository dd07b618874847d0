/** The line protocol: messages, outcomes and features, as specified in the chapter "The conformance protocol". */
@NullMarked
package dev.jetvm.conformance.protocol;

import org.jspecify.annotations.NullMarked;
