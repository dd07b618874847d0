/** Modules: their representation, their file format, and the sections that link them. Chapter Modules. */
@NullMarked
package dev.jetvm.vm.module;

import org.jspecify.annotations.NullMarked;
