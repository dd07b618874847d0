/** The scenarios themselves under test: their tags, and that none passes against nonsense. */
@NullMarked
package dev.jetvm.features.run;

import org.jspecify.annotations.NullMarked;
