/* Plain values, and the tagged words that stand for them. */
#ifndef PLAIN_H
#define PLAIN_H

#include "call.h"

typedef enum { INT, BOOL, NIL, FLOAT32, FLOAT64, CHAR, SYMBOL, STRING, REF, FLOAT64_REF } Kind;

#define INT_MAX61 ((INT64_C(1) << 60) - 1)
#define INT_MIN61 (-(INT64_C(1) << 60))

typedef struct {
    Kind kind;
    int64_t number; /* INT, CHAR, SYMBOL; BOOL: 0 or 1 */
    uint64_t bits;  /* FLOAT32, FLOAT64: IEEE 754; REF, FLOAT64_REF: the address */
    Bytes bytes;    /* STRING */
} Plain;

/* Reads one; bad-request if it has not the form of one, nothing else is checked. */
Plain want_plain(Call *call, Json object, const char *name);
Plain plain_from(Call *call, Json value);

/* Refuses as invalid what has the form of a value but is none: VAL-04, VAL-12, VAL-13, VAL-14, STR-01. */
void check_plain(Call *call, const Plain *value);

void put_plain(Call *call, const char *name, const Plain *value);

bool is_scalar(int64_t number);
bool in_range(int64_t number);

/* Whether the word holds the value without help from the heap (VAL-17). */
bool is_immediate(const Plain *value);

/* The word of an immediate value. */
uint64_t word_of(const Plain *value);

/* The value of a word; gives the code of the fault, or null if there is none. */
const char *read_word(Call *call, uint64_t word, Plain *value);

/* A reference to a box or an object at this address; refuses the call if nothing can lie there. */
uint64_t reference(Call *call, uint64_t address, bool float64);

#endif
