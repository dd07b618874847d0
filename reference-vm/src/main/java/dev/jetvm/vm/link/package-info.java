/** Links modules into the functions, types and globals of a machine. Chapter Linking and loading. */
@NullMarked
package dev.jetvm.vm.link;

import org.jspecify.annotations.NullMarked;
