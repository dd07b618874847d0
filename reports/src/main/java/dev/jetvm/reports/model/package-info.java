/** The result of a run: jet-report/1. */
@NullMarked
package dev.jetvm.reports.model;

import org.jspecify.annotations.NullMarked;
