/** The sample agents of the corpus, built and put to the whole suite. */
@NullMarked
package dev.jetvm.reports.sample;

import org.jspecify.annotations.NullMarked;
