/** Tests of the processes that cases start. */
@NullMarked
package dev.jetvm.conformance.command;

import org.jspecify.annotations.NullMarked;
