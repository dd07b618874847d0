/* Fields and elements by their extent: what structs, arrays and structs of arrays share. */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "storage.h"

typedef struct {
    uint64_t size, align;
} Extent;

typedef struct {
    Json name;
    Bytes decoded_name;
    Extent extent;
    const Class *class; /* null for a type given by its extent */
    uint64_t offset;
} Field;

typedef struct {
    Field *items; /* in declaration order */
    size_t count;
} Fields;

/* A type by name or by size and alignment; refuses with field-type or layout-align. */
Extent want_type(Call *call, Json object, const char *name);

/* The member `fields`; refuses two of one name with field-duplicate. */
Fields want_fields(Call *call);

/* A number that is a power of two from 1 to 32768, or layout-align. */
uint64_t want_align(Call *call, Json object);

#endif
