/* The nursery: free memory between the pinned objects that stayed when the other survivors moved. */
#include "heap.h"

#include "wrong.h"

#include <stdlib.h>

bool nursery_fits(uint64_t total) {
    while (heap.next_kept < heap.kept.count && !IS_WRONG(PINNED_OVERWRITTEN)) {
        const Object *kept = heap.kept.items[heap.next_kept];
        if (total <= (uint64_t) ((const uint8_t *) kept - heap.free)) {
            return true;
        }
        heap.free = (uint8_t *) kept + total_of(kept->size);
        heap.next_kept++;
    }
    return total <= (uint64_t) (heap.end - heap.free);
}

void nursery_keep(Object *object) {
    if (IS_WRONG(PIN_FORGOTTEN)) {
        object->marked = true; /* WRONG on purpose: it stays young, and the next collection moves it */
    } else {
        object->kept = true;
    }
    push(&heap.kept, object);
}

static int by_address(const void *left, const void *right) {
    uintptr_t a = (uintptr_t) *(Object *const *) left, b = (uintptr_t) *(Object *const *) right;
    return (a > b) - (a < b);
}

void nursery_empty(void) {
    if (heap.kept.count > 0) {
        qsort(heap.kept.items, heap.kept.count, sizeof *heap.kept.items, by_address);
    }
    heap.next_kept = 0;
    heap.free = heap.nursery;
    heap.fresh = false;
}

void nursery_sweep(bool (*survives)(Object *object)) {
    size_t count = 0;
    for (size_t i = 0; i < heap.kept.count; i++) {
        if (survives(heap.kept.items[i])) {
            heap.kept.items[count++] = heap.kept.items[i];
        }
    }
    heap.kept.count = count;
}
