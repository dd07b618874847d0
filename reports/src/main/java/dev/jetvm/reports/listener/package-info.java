/** Builds the model of a report from the events of the JUnit Platform. */
@NullMarked
package dev.jetvm.reports.listener;

import org.jspecify.annotations.NullMarked;
