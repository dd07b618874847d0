/** Running the suite. */
@NullMarked
package dev.jetvm.reports.run;

import org.jspecify.annotations.NullMarked;
