/** Starts programs through the command line of an implementation, each in a process of its own. */
@NullMarked
package dev.jetvm.conformance.command;

import org.jspecify.annotations.NullMarked;
