/** Several reports side by side. */
@NullMarked
package dev.jetvm.reports.matrix;

import org.jspecify.annotations.NullMarked;
