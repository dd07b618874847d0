/** Runs the suites against an implementation. */
@NullMarked
package dev.jetvm.reports.run;

import org.jspecify.annotations.NullMarked;
