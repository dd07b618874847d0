/** The interface between a case and its run: the agent, the current case and the verdict. */
@NullMarked
package dev.jetvm.conformance.session;

import org.jspecify.annotations.NullMarked;
