/** The agent through its streams, and the command. */
@NullMarked
package dev.jetvm.vm.assembly;

import org.jspecify.annotations.NullMarked;
