/** Tests of how cases are named. */
@NullMarked
package dev.jetvm.reports.listener;

import org.jspecify.annotations.NullMarked;
