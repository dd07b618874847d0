/* Object headers: what other chapters need of them. */
#ifndef HEADER_H
#define HEADER_H

#include "call.h"
#include "image.h"

/* A header of a new object: gc bits, rc bits, flags and counts 0. */
Header new_header(uint32_t type, uint64_t size, uint64_t align);

uint32_t header_type(Header header);

/* Refuses the call if the header is malformed (HDR-08). */
void check_header(Call *call, Header header);

#endif
