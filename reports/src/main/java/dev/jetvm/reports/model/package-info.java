/** The document of a run's result: jet-report/1. */
@NullMarked
package dev.jetvm.reports.model;

import org.jspecify.annotations.NullMarked;
