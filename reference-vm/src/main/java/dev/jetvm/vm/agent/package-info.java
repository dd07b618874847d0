/**
 * Chapter The conformance protocol: the agent that serves the reference over lines of JSON. Handlers only translate.
 */
@NullMarked
package dev.jetvm.vm.agent;

import org.jspecify.annotations.NullMarked;
