/** The conformance command. */
@NullMarked
package dev.jetvm.reports.cli;

import org.jspecify.annotations.NullMarked;
