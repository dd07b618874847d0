/**
 * The agents: the programs under test, run as processes. {@link dev.jetvm.conformance.agent.AgentPool} lends them to
 * cases and converts every fault of such a program into a verdict within a time budget.
 */
@NullMarked
package dev.jetvm.conformance.agent;

import org.jspecify.annotations.NullMarked;
