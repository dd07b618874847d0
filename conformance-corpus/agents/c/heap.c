/* The three spaces, and which object is allocated where. */
#include "heap.h"

#include "wrong.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK UINT64_C(32768)               /* the nursery has a whole number of them: HEAP-19 */
#define NURSERY_MOST (UINT64_C(4) << 20)    /* bytes: a larger one would only be slower to walk through */
#define CHUNK (UINT64_C(1) << 20)           /* bytes of mature space taken at once */
#define UNUSED_LARGE_MOST (UINT64_C(1) << 24) /* bytes of dead large objects kept to be used again */

_Static_assert(sizeof(Object) == 16, "the header of this heap");

const Options DEFAULT_OPTIONS = {
    .initial_size = UINT64_C(256) << 20, .nursery_size = UINT64_C(32) << 20, .threshold = 70, .workers = 1, .enabled = true};

Heap heap;

_Noreturn void no_memory(void) {
    fputs("the machine has no memory left for the heap\n", stderr);
    exit(EXIT_FAILURE);
}

static void *memory(uint64_t bytes) {
    void *room = calloc(1, bytes);
    if (!room) {
        no_memory();
    }
    return room;
}

void push(Stack *stack, Object *object) {
    if (stack->count == stack->room) {
        stack->room = stack->room ? 2 * stack->room : 64;
        stack->items = realloc(stack->items, stack->room * sizeof *stack->items);
        if (!stack->items) {
            no_memory();
        }
    }
    stack->items[stack->count++] = object;
}

/* ---- Mature space ---- */

static Object **cells_of(uint64_t total) {
    return &heap.cells[total / 8 < CELL_SIZES ? total / 8 : 0];
}

void mature_give(void *memory, uint64_t total) {
    Object *cell = memory, **list = cells_of(total);
    *cell = (Object) {.shape = UNUSED, .size = (uint32_t) (total - sizeof(Object)), .next = *list};
    *list = cell;
}

/* Takes the first cell of a list that has this size, or so much more that the rest is a cell, too. */
static Object *take_from(Object **list, uint64_t total) {
    for (Object *cell; (cell = *list); list = &cell->next) {
        uint64_t rest = total_of(cell->size) - total;
        if (total_of(cell->size) >= total && (rest == 0 || rest >= sizeof(Object))) {
            *list = cell->next;
            if (rest) {
                mature_give((uint8_t *) cell + total, rest);
            }
            return cell;
        }
    }
    return NULL;
}

Object *mature_take(uint64_t total) {
    Object *cell = NULL;
    for (uint64_t size = total; !cell && size / 8 < CELL_SIZES; size += 8) {
        cell = size == total + 8 ? NULL : take_from(cells_of(size), total); /* a rest of 8 bytes is no cell */
    }
    if (!cell && !(cell = take_from(&heap.cells[0], total))) {
        Chunk *chunk = memory(sizeof(Chunk) + CHUNK);
        *chunk = (Chunk) {heap.chunks, CHUNK};
        heap.chunks = chunk;
        mature_give(chunk->cells, CHUNK);
        cell = take_from(&heap.cells[0], total);
    }
    heap.mature_bytes += total;
    return cell;
}

/* ---- Large objects ---- */

static Object *large_take(uint64_t total) {
    Large **from = &heap.unused_large;
    while (*from && (*from)->room < total) {
        from = &(*from)->next;
    }
    Large *large = *from;
    if (large) {
        *from = large->next;
        heap.unused_bytes -= large->room;
    } else {
        large = memory(sizeof(Large) + total);
        large->room = total;
    }
    large->next = heap.large;
    heap.large = large;
    heap.large_bytes += total;
    return &large->object;
}

void large_give(Large *large) {
    heap.large_bytes -= total_of(large->object.size);
    if (heap.unused_bytes + large->room > UNUSED_LARGE_MOST) {
        free(large);
        return;
    }
    large->next = heap.unused_large;
    heap.unused_large = large;
    heap.unused_bytes += large->room;
}

/* ---- Allocation ---- */

static uint64_t in_use(void) {
    return (uint64_t) (heap.free - heap.nursery) + heap.mature_bytes + heap.large_bytes;
}

/* HEAP-21. What is young may have to be copied, so the size of the nursery is always left over; kept objects are in it. */
static bool has_room(uint64_t total) {
    uint64_t nursery = (uint64_t) (heap.end - heap.nursery);
    uint64_t most = heap.options.max_size;
    uint64_t limit = most == 0 ? MACHINE_LIMIT : most > nursery ? most - nursery : 0;
    return total <= limit && in_use() <= limit - total;
}

/* GC-09: a percentage of the target; if what lives is more than that, half of what is left of the target. */
void heap_set_target(void) {
    uint64_t live = in_use(), target = heap.options.initial_size > 2 * live ? heap.options.initial_size : 2 * live;
    if (heap.options.max_size && target > heap.options.max_size) {
        target = heap.options.max_size;
    }
    uint64_t due = target / 100 * heap.options.threshold;
    heap.full_at = live < due ? due : live + (target > live ? (target - live) / 2 : 0);
}

static void collect_if_due(uint64_t total) {
    bool nursery_full = total < LARGE_FROM && heap.fresh && !nursery_fits(total);
    if (!heap.options.enabled) {
        return;
    }
    if (in_use() >= heap.full_at || !has_room(total)) {
        collect(true);
    } else if (nursery_full) {
        collect(false);
    }
}

/* An object that is larger than the whole nursery begins in mature space, and so does what comes when it is full and
   nothing may be collected. */
static Object *take(uint64_t total) {
    if (total >= LARGE_FROM) {
        return large_take(total);
    }
    if (!nursery_fits(total)) {
        return mature_take(total);
    }
    Object *object = (Object *) heap.free;
    heap.free += total;
    heap.fresh = true;
    return object;
}

Object *heap_allocate(Shape shape, uint64_t slots, uint64_t bytes) {
    uint64_t size = 8 * slots + bytes, total = total_of(size);
    collect_if_due(total);
    if (!has_room(total)) {
        return NULL;
    }
    Object *object = take(total);
    if (IS_WRONG(OBJECTS_OVERLAP) && is_young(object)) {
        heap.free = (uint8_t *) object + (sizeof(Object) + size) / 8 * 8; /* WRONG on purpose: rounded down */
    }
    *object = (Object) {.shape = (uint8_t) shape, .size = (uint32_t) size, .slots = slots};
    for (uint64_t i = 0; i < slots; i++) {
        object->words[i] = WORD_NIL; /* HEAP-27 */
    }
    if (!IS_WRONG(MEMORY_NOT_CLEARED)) {
        memset(object->words + slots, 0, total - sizeof(Object) - 8 * slots);
    }
    return object;
}

/* BAR-01, BAR-08: a minor collection looks at no old object but those that are remembered here. */
void heap_store(Object *object, uint64_t slot, Word value) {
    object->words[slot] = value;
    if (!is_young(object) && !object->remembered && is_reference(value) && !IS_WRONG(NO_BARRIER)) {
        object->remembered = true;
        push(&heap.remembered, object);
    }
}

/* ---- The beginning ---- */

static void free_all(Large *large) {
    while (large) {
        Large *next = large->next;
        free(large);
        large = next;
    }
}

void heap_open(Options options) {
    free_all(heap.large);
    free_all(heap.unused_large);
    while (heap.chunks) {
        Chunk *next = heap.chunks->next;
        free(heap.chunks);
        heap.chunks = next;
    }
    free(heap.nursery);
    free(heap.remembered.items);
    free(heap.kept.items);
    uint64_t size = options.initial_size / (4 * options.workers); /* HEAP-19 */
    size = size < options.nursery_size ? size : options.nursery_size;
    size = size < NURSERY_MOST ? size / BLOCK * BLOCK : NURSERY_MOST;
    size = size < BLOCK ? BLOCK : size;
    heap = (Heap) {.options = options, .nursery = memory(size), .held = WORD_NIL};
    heap.free = heap.nursery;
    heap.end = heap.nursery + size;
    heap_set_target();
}
