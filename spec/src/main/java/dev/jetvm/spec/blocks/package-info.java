/** The AsciidoctorJ extension: the block types of the book and their rendering. */
@NullMarked
package dev.jetvm.spec.blocks;

import org.jspecify.annotations.NullMarked;
