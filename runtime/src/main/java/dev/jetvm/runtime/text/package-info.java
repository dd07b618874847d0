/** Chapter Layout of structs, arrays and strings: UTF-8, hashes of texts, and the string object. Below the values, which may be strings. */
@NullMarked
package dev.jetvm.runtime.text;

import org.jspecify.annotations.NullMarked;
