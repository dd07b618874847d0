/* A heap of three spaces: a nursery, in which objects are allocated contiguously and from which the survivors are
   moved, except pinned ones, which become old where they are; mature space, which is marked and swept; and large objects, each on its own, which never move. Objects are
   bytes, and a reference is the address at which they lie now. */
#ifndef HEAP_H
#define HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint64_t Word; /* a tagged word, as in chapter "Values" */

#define WORD_NIL UINT64_C(2)       /* HEAP-27 */
#define LARGE_FROM UINT64_C(262145) /* bytes in total: HEAP-06 */

#define MACHINE_LIMIT (UINT64_C(1) << 28) /* bytes in use, where heap.max_size sets no limit */

typedef enum { UNUSED, RECORD, FLOAT_BOX, TEXT } Shape;

/* The header of this heap, 16 bytes. Nothing of it is shown, so it need not be that of chapter "Object headers". */
typedef struct Object Object;
struct Object {
    uint8_t shape;
    bool marked;     /* mature or large, and found reachable by the collection that is running */
    bool remembered; /* old, and in the list of those that may refer to young objects */
    bool moved : 1;  /* young, and `place` is where it lies now */
    bool pinned : 1; /* keeps its address: GC-04 */
    bool kept : 1;   /* old, though its address is in the nursery: it was pinned when the other survivors moved */
    uint32_t size;   /* of the payload, in bytes */
    union {
        uint64_t slots; /* references and other values; plain bytes follow */
        Object *place;
        Object *next; /* of the unused cells of one size */
    };
    Word words[];
};

typedef struct {
    Object **items;
    size_t count, room;
} Stack;

typedef struct Large Large; /* the memory of one large object */
struct Large {
    Large *next;
    uint64_t room; /* bytes for the object */
    Object object; /* last: its words follow */
};

typedef struct Chunk Chunk; /* a piece of mature space, full of objects and unused cells without a gap */
struct Chunk {
    Chunk *next;
    uint64_t size;
    uint8_t cells[];
};

/* What `configure` sets; sizes in bytes. */
typedef struct {
    uint64_t initial_size, max_size, nursery_size, threshold, workers;
    bool enabled; /* gc.enabled: GC-20 */
} Options;

extern const Options DEFAULT_OPTIONS;

enum { CELL_SIZES = 64 }; /* lists of unused cells: [n] has those of 8 n bytes, [0] all larger ones */

typedef struct {
    Options options;
    uint8_t *nursery, *free, *end; /* [nursery, free) is in use */
    bool fresh;                    /* an object was allocated in the nursery since it was emptied */
    Stack kept;                    /* old objects in the nursery, in ascending order */
    size_t next_kept;              /* index of the first of them behind `free` */
    Chunk *chunks;
    Object *cells[CELL_SIZES];
    Large *large, *unused_large;
    uint64_t mature_bytes, large_bytes; /* in use */
    uint64_t unused_bytes;              /* of unused_large */
    uint64_t full_at;                   /* bytes in use from which on the next full collection is due */
    Stack remembered;
    Word held; /* a root for what an operation is making */
} Heap;

extern Heap heap;

/* Drops every object and begins again with these options. */
void heap_open(Options options);

/* A new object with nil in its slots and zero elsewhere (HEAP-27); null if there is no room for it even after a full
   collection. Every object may have moved after it, so look at handles again. */
Object *heap_allocate(Shape shape, uint64_t slots, uint64_t bytes);

/* Stores into a slot, with the write barrier. */
void heap_store(Object *object, uint64_t slot, Word value);

/* Whether the nursery has room for this many bytes at `heap.free`, which is moved behind kept objects as necessary: nursery.c. */
bool nursery_fits(uint64_t total);

/* Makes a pinned survivor an old object where it is. */
void nursery_keep(Object *object);

/* Makes all memory of the nursery but that of kept objects free. */
void nursery_empty(void);

/* Gives up the memory of kept objects that did not survive. Only while the nursery is empty. */
void nursery_sweep(bool (*survives)(Object *object));

/* Room for the total of an object in mature space. */
Object *mature_take(uint64_t total);

/* Makes this memory of mature space one that `mature_take` can give out. */
void mature_give(void *memory, uint64_t total);

/* Gives back the memory of a large object, which is in no list. */
void large_give(Large *large);

/* Sets when the next full collection is due: GC-09. */
void heap_set_target(void);

/* Empties the nursery, then, if it is a full collection, marks and sweeps the rest: collector.c. */
void collect(bool full);

/* Shows every root to the visitor, which may change it: handles.c. */
void each_root(void (*visit)(Word *root));

void push(Stack *stack, Object *object);

/* Ends the process: the machine, not the heap, is full. */
_Noreturn void no_memory(void);

/* ---- References ---- */

/* BAR-02: a word is a reference exactly when its tag is 7; no other word is followed. */
static inline bool is_reference(Word word) {
    return (word & 7) == 7 && word > 7;
}

static inline Object *object_of(Word word) {
    return (Object *) (uintptr_t) (word - 7);
}

static inline Word word_to(const Object *object) {
    return (Word) (uintptr_t) object + 7;
}

static inline bool is_young(const Object *object) {
    return (const uint8_t *) object >= heap.nursery && (const uint8_t *) object < heap.end && !object->kept;
}

/* Header and payload, rounded up to 8. */
static inline uint64_t total_of(uint64_t size) {
    return (sizeof(Object) + size + 7) & ~UINT64_C(7);
}

#endif
