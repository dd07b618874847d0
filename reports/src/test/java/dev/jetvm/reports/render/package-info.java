/** The report's forms. */
@NullMarked
package dev.jetvm.reports.render;

import org.jspecify.annotations.NullMarked;
