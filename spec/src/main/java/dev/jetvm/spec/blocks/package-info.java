/** The AsciidoctorJ extension: the blocks that only this book has, and what becomes of them. */
@NullMarked
package dev.jetvm.spec.blocks;

import org.jspecify.annotations.NullMarked;
