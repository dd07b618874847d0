/* Heaps that are wrong on purpose: `make DEFINES=-DWRONG` builds an agent that takes `--wrong NAME` and then violates the
   specification in the one place that bears the name. The other build contains none of this. */
#ifndef WRONG_H
#define WRONG_H

#include <stdbool.h>

/* One row a fault: the name in the code, and the name on the command line. README.adoc says what each does. */
#define FAULTS(ROW) \
    ROW(SURVIVORS_NOT_MOVED, "survivors-not-moved") \
    ROW(ROOTS_NOT_FORWARDED, "roots-not-forwarded") \
    ROW(SLOTS_NOT_FORWARDED, "slots-not-forwarded") \
    ROW(SECOND_REFERENCE_STALE, "second-reference-stale") \
    ROW(LEAF_COPIED_TWICE, "leaf-copied-twice") \
    ROW(LAST_SLOT_NOT_SCANNED, "last-slot-not-scanned") \
    ROW(DATA_TAKEN_FOR_REFERENCE, "data-taken-for-reference") \
    ROW(PROMOTION_ZEROES, "promotion-zeroes") \
    ROW(PROMOTION_COPIES_SHORT, "promotion-copies-short") \
    ROW(NO_BARRIER, "no-barrier") \
    ROW(REMEMBERED_ONCE, "remembered-once") \
    ROW(MARK_NEVER_CLEARED, "mark-never-cleared") \
    ROW(CYCLE_LEAKS, "cycle-leaks") \
    ROW(LARGE_FREED, "large-freed") \
    ROW(LARGE_NOT_SCANNED, "large-not-scanned") \
    ROW(FREE_LIST_TAKES_LIVE, "free-list-takes-live") \
    ROW(OBJECTS_OVERLAP, "objects-overlap") \
    ROW(MEMORY_NOT_CLEARED, "memory-not-cleared") \
    ROW(ROOT_AGAIN_LOST, "root-again-lost") \
    ROW(MOVES_WHILE_PINNED, "moves-while-pinned") \
    ROW(PIN_FORGOTTEN, "pin-forgotten") \
    ROW(PINNED_OVERWRITTEN, "pinned-overwritten") \
    ROW(PINNED_NOT_SCANNED, "pinned-not-scanned") \
    ROW(PIN_KEEPS_ALIVE, "pin-keeps-alive") \
    ROW(UNPIN_KEEPS_THE_PIN, "unpin-keeps-the-pin")

#ifdef WRONG

#define AS_NAME(fault, name) fault,
typedef enum { NO_FAULT, FAULTS(AS_NAME) } Fault;
#undef AS_NAME

extern Fault chosen_fault;

/* Chooses the fault of this name; false if there is none. */
bool choose_fault(const char *name);

#define IS_WRONG(fault) (chosen_fault == (fault))

#else

#define IS_WRONG(fault) false

#endif
#endif
