/**
 * Agents: the programs under test, as processes. {@link dev.jetvm.conformance.agent.AgentPool} lends them to cases and
 * turns everything that such a program can do wrong into a verdict within a budget.
 */
@NullMarked
package dev.jetvm.conformance.agent;

import org.jspecify.annotations.NullMarked;
