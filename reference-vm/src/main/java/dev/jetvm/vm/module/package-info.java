/** Modules: what they are, their file format, and how they are joined. Chapter Modules. */
@NullMarked
package dev.jetvm.vm.module;

import org.jspecify.annotations.NullMarked;
