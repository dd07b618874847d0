/** The command, run as a user runs it. */
@NullMarked
package dev.jetvm.reports.cli;

import org.jspecify.annotations.NullMarked;
