/** Tests of the package of the same name. */
@NullMarked
package dev.jetvm.reports.lanes;

import org.jspecify.annotations.NullMarked;
