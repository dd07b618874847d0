/* Storage classes, and the types of fields and elements. */
#ifndef STORAGE_H
#define STORAGE_H

#include "plain.h"

typedef struct {
    const char *name;
    uint64_t size, align;
    bool stored; /* a storage class of values, not a vector */
    Kind kind;   /* of the values that it holds; REF: of all that are immediate */
    bool is_signed;
} Class;

extern const Class CLASSES[];
extern const size_t CLASS_COUNT;

/* The class of this name, or null. */
const Class *find_class(Json name);

/* A storage class; anything else is a bad request. */
const Class *want_class(Call *call, Json object, const char *name);

/* Writes the value into class->size bytes, or panics: VAL-18a. */
void store(Call *call, const Class *class, const Plain *value, uint8_t *place);

/* Reads it back, or refuses: VAL-18b. */
Plain load(Call *call, const Class *class, const uint8_t *place);

#endif
