/** The suite against agents that do everything wrong. */
@NullMarked
package dev.jetvm.conformance.agent;

import org.jspecify.annotations.NullMarked;
