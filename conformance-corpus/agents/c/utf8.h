/* UTF-8 as Unicode defines it, section 3.9. */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The number of bytes of the well-formed sequence at the beginning of the n > 0 bytes; or, with *good false,
   of the maximal subpart of an ill-formed one, which is at least 1. */
size_t utf8_step(const uint8_t *bytes, size_t n, bool *good);

/* Whether all is well formed. Sets *chars to the number of characters before the fault, *at to its offset. */
bool utf8_check(const uint8_t *bytes, size_t n, uint64_t *chars, size_t *at);

#endif
