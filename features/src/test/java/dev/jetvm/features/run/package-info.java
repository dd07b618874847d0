/** Tests of the scenarios themselves: their tags, and that none passes against arbitrary answers. */
@NullMarked
package dev.jetvm.features.run;

import org.jspecify.annotations.NullMarked;
