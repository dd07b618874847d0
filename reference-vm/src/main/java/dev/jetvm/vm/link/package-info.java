/** Joins modules into the functions, types and globals that a machine runs. Chapter Linking and loading. */
@NullMarked
package dev.jetvm.vm.link;

import org.jspecify.annotations.NullMarked;
