/** Fills the model from what the JUnit Platform tells. */
@NullMarked
package dev.jetvm.reports.listener;

import org.jspecify.annotations.NullMarked;
