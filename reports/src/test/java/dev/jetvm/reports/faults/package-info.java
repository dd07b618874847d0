/** Deliberate faults of the reference, chapter by chapter, and the cases that have to catch them. */
@NullMarked
package dev.jetvm.reports.faults;

import org.jspecify.annotations.NullMarked;
