/* Handles: names that the suite gives to words, and the roots of the heap. */
#ifndef HANDLES_H
#define HANDLES_H

#include "call.h"
#include "heap.h"

enum { HANDLE_LENGTH = 65 }; /* "$" and up to 64 signs */

typedef struct {
    char text[HANDLE_LENGTH + 1];
} Name;

/* The name of a handle; anything else is a bad request. */
Name want_name(Call *call, Json object, const char *member);

/* The word of a handle, or error unknown-handle: HEAP-32. */
Word look_up(Call *call, const Name *name);

void set_handle(const Name *name, Word word);

void drop_handle(Call *call, const Name *name);

void forget_handles(void);

#endif
