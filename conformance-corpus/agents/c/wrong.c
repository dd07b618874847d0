#include "wrong.h"

#ifdef WRONG

#include <stddef.h>
#include <string.h>

Fault chosen_fault = NO_FAULT;

bool choose_fault(const char *name) {
#define AS_TEXT(fault, text) [fault] = text,
    static const char *const names[] = {FAULTS(AS_TEXT)};
    for (size_t i = 1; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(name, names[i]) == 0) {
            chosen_fault = (Fault) i;
            return true;
        }
    }
    return false;
}

#else

typedef int nothing_is_wrong; /* C wants a declaration in every file */

#endif
