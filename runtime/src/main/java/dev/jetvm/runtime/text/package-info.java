/**
 * Chapter Layout of structs, arrays and strings: UTF-8, hashes of texts, and the string object. The package value
 * depends on this package.
 */
@NullMarked
package dev.jetvm.runtime.text;

import org.jspecify.annotations.NullMarked;
