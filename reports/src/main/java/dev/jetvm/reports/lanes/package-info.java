/** Pictures of histories with a lane for each thread, as text and as SVG, and the page that shows a verdict. */
@NullMarked
package dev.jetvm.reports.lanes;

import org.jspecify.annotations.NullMarked;
