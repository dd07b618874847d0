/** The model of a run. */
@NullMarked
package dev.jetvm.reports.model;

import org.jspecify.annotations.NullMarked;
