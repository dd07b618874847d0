/* What other chapters need of strings. */
#ifndef TEXT_H
#define TEXT_H

#include "call.h"

/* Bytes that are well-formed UTF-8; refuses others as malformed, with the offset (STR-01). */
Bytes want_text(Call *call, Json object, const char *name);

/* STR-04 */
uint32_t string_hash_of(Bytes text);

#endif
