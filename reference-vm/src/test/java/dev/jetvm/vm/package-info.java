/** The agent through its streams, and the command. */
@NullMarked
package dev.jetvm.vm;

import org.jspecify.annotations.NullMarked;
