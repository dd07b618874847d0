/* The collector: a minor collection moves what lives out of the nursery; a full one then marks everything that can be
   reached and sweeps the rest. */
#include "heap.h"

#include "wrong.h"

#include <stdlib.h>
#include <string.h>

static Stack grey; /* reached, and its slots not yet looked at; a stack of its own, because a list may be long: GC-16 */

/* ---- Slots ---- */

/* A word outside of every slot: nothing may look at it. */
static void heal(Word *word) {
    if (is_reference(*word) && !is_young(object_of(*word))) {
        *word = WORD_NIL; /* WRONG on purpose: a "reference" to nothing is cleared */
    }
}

static void each_slot(Object *object, void (*visit)(Word *slot)) {
    uint64_t slots = object->slots;
    if (IS_WRONG(LAST_SLOT_NOT_SCANNED) && slots > 0) {
        slots--;
    }
    for (uint64_t i = 0; i < slots; i++) {
        visit(&object->words[i]);
    }
    if (IS_WRONG(DATA_TAKEN_FOR_REFERENCE) && object->size >= 8 * (object->slots + 1)) {
        heal(&object->words[object->slots]);
    }
}

static void scan_grey(void (*visit)(Word *slot)) {
    while (grey.count > 0) {
        each_slot(grey.items[--grey.count], visit);
    }
}

/* ---- Minor: every survivor that is not pinned is moved to mature space (GC-05), and every reference follows (GC-29) ---- */

static void copy(Object *to, const Object *from) {
    uint64_t total = total_of(from->size);
    memcpy(to, from, total);
    if (IS_WRONG(PROMOTION_ZEROES) && from->shape == RECORD) {
        memset(to->words + from->slots, 0, total - sizeof(Object) - 8 * from->slots);
    }
    if (IS_WRONG(PROMOTION_COPIES_SHORT) && total > sizeof(Object)) {
        memset((uint8_t *) to + total - 8, 0, 8); /* the word that was not copied */
    }
}

static bool must_stay(const Object *object) {
    bool forgotten = IS_WRONG(PIN_FORGOTTEN) && object->marked;
    return object->pinned && !forgotten && !IS_WRONG(MOVES_WHILE_PINNED);
}

/* Moves an object that has not moved yet, unless it is pinned; the old place keeps the new address for the references
   still to come. */
static Object *move(Object *object) {
    if (must_stay(object)) {
        nursery_keep(object);
        if (!IS_WRONG(PINNED_NOT_SCANNED)) {
            push(&grey, object);
        }
        return object;
    }
    Object *place = mature_take(total_of(object->size));
    copy(place, object);
    push(&grey, place);
    if (!(IS_WRONG(LEAF_COPIED_TWICE) && object->slots == 0)) {
        object->moved = true;
        object->place = place;
    }
    return place;
}

static void forward(Word *reference) {
    Object *object = is_reference(*reference) ? object_of(*reference) : NULL;
    if (!object || !is_young(object) || (IS_WRONG(SECOND_REFERENCE_STALE) && object->moved)) {
        return;
    }
    *reference = word_to(object->moved ? object->place : move(object));
}

static void forward_slot(Word *slot) {
    Word copy = *slot;
    forward(&copy);
    if (!IS_WRONG(SLOTS_NOT_FORWARDED)) {
        *slot = copy;
    }
}

static void forward_root(Word *root) {
    Word copy = *root;
    forward(&copy);
    if (!IS_WRONG(ROOTS_NOT_FORWARDED)) {
        *root = copy;
    }
}

static void minor(void) {
    if (!IS_WRONG(SURVIVORS_NOT_MOVED)) {
        each_root(forward_root);
        for (size_t i = 0; i < heap.remembered.count; i++) {
            each_slot(heap.remembered.items[i], forward_slot);
        }
        scan_grey(forward_slot);
    }
    for (size_t i = 0; i < heap.remembered.count && !IS_WRONG(REMEMBERED_ONCE); i++) {
        heap.remembered.items[i]->remembered = false; /* nothing is young any more */
    }
    heap.remembered.count = 0;
    nursery_empty();
}

/* ---- Full: mark, then sweep ---- */

static void mark(Word *reference) {
    Object *object = is_reference(*reference) ? object_of(*reference) : NULL;
    if (!object || is_young(object) || object->marked) {
        return;
    }
    object->marked = true;
    if (!(IS_WRONG(LARGE_NOT_SCANNED) && total_of(object->size) >= LARGE_FROM)) {
        push(&grey, object);
    }
}

static void mark_only(Word *reference) {
    if (is_reference(*reference) && !is_young(object_of(*reference))) {
        object_of(*reference)->marked = true;
    }
}

/* Whether an object lives; makes it ready for the next collection. */
static bool survives(Object *object) {
    bool marked = object->marked;
    if (!IS_WRONG(MARK_NEVER_CLEARED)) {
        object->marked = false;
    }
    return marked;
}

static uint8_t *end_of(const Chunk *chunk) {
    return (uint8_t *) chunk->cells + chunk->size;
}

static uint8_t *after(uint8_t *cell) {
    return cell + total_of(((Object *) cell)->size);
}

/* Dead objects and unused cells that lie side by side become one cell. */
static void sweep_chunk(Chunk *chunk) {
    uint8_t *run = chunk->cells; /* [run, cell) is unused */
    for (uint8_t *cell = run, *next; cell < end_of(chunk); cell = next) {
        next = after(cell);
        if (!survives((Object *) cell)) {
            continue;
        }
        heap.mature_bytes += (uint64_t) (next - cell);
        if (cell > run) {
            mature_give(run, (uint64_t) ((IS_WRONG(FREE_LIST_TAKES_LIVE) ? next : cell) - run));
        }
        run = next;
    }
    if (run < end_of(chunk)) {
        mature_give(run, (uint64_t) (end_of(chunk) - run));
    }
}

static void sweep_large(void) {
    Large *all = heap.large;
    heap.large = NULL;
    for (Large *large = all, *next; large; large = next) {
        next = large->next;
        if (survives(&large->object) && !IS_WRONG(LARGE_FREED)) {
            large->next = heap.large;
            heap.large = large;
        } else {
            large_give(large);
        }
    }
}

static void sweep(void) {
    memset(heap.cells, 0, sizeof heap.cells);
    heap.mature_bytes = 0;
    for (Chunk *chunk = heap.chunks; chunk; chunk = chunk->next) {
        sweep_chunk(chunk);
    }
    sweep_large();
    nursery_sweep(survives);
}

/* WRONG on purpose: what any object refers to is kept, be that object alive or not. */
static void keep_what_is_referred_to(void) {
    for (Chunk *chunk = heap.chunks; chunk; chunk = chunk->next) {
        for (uint8_t *cell = chunk->cells; cell < end_of(chunk); cell = after(cell)) {
            if (((Object *) cell)->shape != UNUSED) {
                each_slot((Object *) cell, mark_only);
            }
        }
    }
    for (Large *large = heap.large; large; large = large->next) {
        each_slot(&large->object, mark_only);
    }
}

/* WRONG on purpose: a large object that is pinned is kept, whether it is reachable or not. */
static void keep_what_is_pinned(void) {
    for (Large *large = heap.large; large; large = large->next) {
        large->object.marked |= large->object.pinned;
    }
}

void collect(bool full) {
    minor();
    if (full) {
        each_root(mark);
        scan_grey(mark);
        if (IS_WRONG(PIN_KEEPS_ALIVE)) {
            keep_what_is_pinned();
        }
        if (IS_WRONG(CYCLE_LEAKS)) {
            keep_what_is_referred_to();
        }
        sweep();
        heap_set_target();
    }
}
