/* Chapters "Memory" and "Garbage collection": the features heap.core, heap.pin and gc.collect. What their answers could tell beyond
   contents (sizes, spaces, counters) has features of its own, which this agent does not have. A handler first reads its
   members, then makes what it needs, then looks at handles: an allocation may move every object. */
#include "operations.h"

#include "handles.h"
#include "image.h"
#include "wrong.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- Members ---- */

typedef struct {
    bool object;
    Name name;   /* of an object */
    Plain plain; /* of any other value */
} Item;

typedef struct {
    uint64_t slots, bytes; /* of a record */
} Extents;

static uint64_t natural(Call *call, const char *name, uint64_t otherwise) {
    if (!optional(call->request, name).at) {
        return otherwise;
    }
    Whole whole = want_whole(call, call->request, name);
    if (whole.negative) {
        bad_request(call, name, "a number from 0");
    }
    return whole.size;
}

static int64_t integer(Call *call, const char *name, int64_t otherwise) {
    return optional(call->request, name).at ? want_integer(call, call->request, name) : otherwise;
}

static Item want_item(Call *call, const char *name) {
    Json value = want(call, call->request, name);
    if (json_is(optional(value, "kind"), "object")) {
        return (Item) {.object = true, .name = want_name(call, value, "handle")};
    }
    Item item = {.plain = plain_from(call, value)};
    if (item.plain.kind == REF || item.plain.kind == FLOAT64_REF) {
        bad_request(call, name, "a value, or an object by its handle: addresses are the heap's own affair");
    }
    return item;
}

static _Noreturn void without(Call *call, const char *feature) {
    unsupported(call, feature, (Json) {"\"\"", "\"\"" + 2});
}

/* HEAP-23: before anything is allocated. */
static Extents want_extents(Call *call, uint64_t slots) {
    Extents extents = {natural(call, "slots", slots), natural(call, "bytes", 0)};
    flag_or_false(call, call->request, "acyclic"); /* a hint, and of no use to this collector */
    if (extents.slots > PAYLOAD_LIMIT / 8 || extents.bytes > PAYLOAD_LIMIT
        || 8 * extents.slots + extents.bytes > PAYLOAD_LIMIT) {
        invalid(call, "payload-limit");
    }
    return extents;
}

/* ---- Values and objects ---- */

static Object *allocate(Call *call, Shape shape, uint64_t slots, uint64_t bytes) {
    Object *object = heap_allocate(shape, slots, bytes);
    if (!object) {
        heap.held = WORD_NIL;
        panic(call, "out-of-memory"); /* HEAP-21 */
    }
    return object;
}

/* The word of a value, which gets a box or an object if it has no word of its own. */
static Word word_for(Call *call, const Item *item) {
    if (item->object) {
        return look_up(call, &item->name);
    }
    const Plain *plain = &item->plain;
    check_plain(call, plain);
    if (is_immediate(plain)) {
        return word_of(plain);
    }
    bool text = plain->kind == STRING;
    Object *box = allocate(call, text ? TEXT : FLOAT_BOX, 0, text ? plain->bytes.length : sizeof plain->bits);
    memcpy(box->words, text ? (const void *) plain->bytes.data : &plain->bits, box->size);
    return word_to(box);
}

static uint64_t bytes_of(const Object *record) {
    return record->size - 8 * record->slots;
}

static void put_value(Call *call, const char *name, Word word) {
    Plain plain = {.kind = NIL};
    Object *object = is_reference(word) ? object_of(word) : NULL;
    if (object && object->shape == RECORD) {
        char type[64];
        snprintf(type, sizeof type, "Record(%" PRIu64 ",%" PRIu64 ")", object->slots, bytes_of(object));
        open_object(call, name);
        put_text(call, "kind", "object");
        put_text(call, "type", type);
        close_object(call);
        return;
    }
    if (!object) {
        read_word(call, word, &plain);
    } else if (object->shape == FLOAT_BOX) {
        plain = (Plain) {.kind = FLOAT64, .bits = object->words[0]};
    } else {
        plain = (Plain) {.kind = STRING, .bytes = {(uint8_t *) object->words, object->size}};
    }
    put_plain(call, name, &plain);
}

static bool is_record(Word word) {
    return is_reference(word) && object_of(word)->shape == RECORD && object_of(word)->slots <= PAYLOAD_LIMIT / 8;
}

static Object *record_of(Call *call, const Name *name) {
    Word word = look_up(call, name);
    if (!is_record(word)) {
        panic(call, "type");
    }
    return object_of(word);
}

static uint64_t check_slot(Call *call, const Object *record, int64_t slot) {
    if (slot < 0 || (uint64_t) slot >= record->slots) {
        panic(call, "bounds"); /* HEAP-31 */
    }
    return (uint64_t) slot;
}

/* The plain bytes of a record from `offset`, of which there are `count`. */
static uint8_t *check_bytes(Call *call, Object *record, int64_t offset, uint64_t count) {
    uint64_t bytes = bytes_of(record);
    if (offset < 0 || (uint64_t) offset > bytes || count > bytes - (uint64_t) offset) {
        panic(call, "bounds");
    }
    return (uint8_t *) (record->words + record->slots) + offset;
}

/* ---- Single records ---- */

void heap_alloc(Call *call) {
    Name into = want_name(call, call->request, "into");
    if (flag_or_false(call, call->request, "immortal")) {
        without(call, "heap.immortal");
    }
    if (natural(call, "align", 8) != 8) {
        without(call, "heap.align");
    }
    Extents extents = want_extents(call, 0);
    Object *record = allocate(call, RECORD, extents.slots, extents.bytes);
    set_handle(&into, word_to(record));
}

void heap_get(Call *call) {
    Name name = want_name(call, call->request, "object"), into = {0};
    int64_t slot = want_integer(call, call->request, "slot");
    bool kept = optional(call->request, "into").at;
    if (kept) {
        into = want_name(call, call->request, "into");
    }
    Object *record = record_of(call, &name);
    Word word = record->words[check_slot(call, record, slot)];
    put_value(call, "value", word);
    if (kept) {
        set_handle(&into, word); /* behind the answer, which may not fit: CONF-06 */
    }
}

void heap_set(Call *call) {
    Name name = want_name(call, call->request, "object");
    int64_t slot = want_integer(call, call->request, "slot");
    Item item = want_item(call, "value");
    look_up(call, &name);
    Word word = word_for(call, &item);
    Object *record = record_of(call, &name);
    heap_store(record, check_slot(call, record, slot), word);
}

void heap_write(Call *call) {
    Name name = want_name(call, call->request, "object");
    int64_t offset = want_integer(call, call->request, "offset");
    Bytes bytes = want_bytes(call, call->request, "bytes");
    memcpy(check_bytes(call, record_of(call, &name), offset, bytes.length), bytes.data, bytes.length);
}

void heap_read(Call *call) {
    Name name = want_name(call, call->request, "object");
    int64_t offset = integer(call, "offset", 0), count = integer(call, "count", -1);
    bool rest = !optional(call->request, "count").at;
    Object *record = record_of(call, &name);
    if (rest) {
        count = (int64_t) bytes_of(record) - (offset < 0 ? 0 : offset);
    }
    if (count < 0) {
        panic(call, "bounds");
    }
    put_bytes(call, "bytes", check_bytes(call, record, offset, (uint64_t) count), (size_t) count);
}

/* ---- Handles ---- */

void heap_root(Call *call) {
    Name into = want_name(call, call->request, "into");
    Item item = want_item(call, "value");
    set_handle(&into, word_for(call, &item));
}

void heap_unroot(Call *call) {
    Name name = want_name(call, call->request, "handle");
    drop_handle(call, &name);
}

void heap_same(Call *call) {
    Name left = want_name(call, call->request, "left"), right = want_name(call, call->request, "right");
    put_flag(call, "same", look_up(call, &left) == look_up(call, &right));
}

/* ---- Pins ---- */

/* HDR-10: refused if the object is already in the state that is asked for. */
static void set_pin(Call *call, bool pinned) {
    Name name = want_name(call, call->request, "object");
    Word word = look_up(call, &name);
    if (!is_reference(word)) {
        panic(call, "type");
    }
    Object *object = object_of(word);
    if (object->pinned == pinned) {
        invalid(call, "transition");
    }
    object->pinned = pinned || IS_WRONG(UNPIN_KEEPS_THE_PIN);
    put_word(call, "address", (uintptr_t) object);
}

void heap_pin(Call *call) {
    set_pin(call, true);
}

void heap_unpin(Call *call) {
    set_pin(call, false);
}

/* ---- Many records ---- */

void heap_churn(Call *call) {
    want(call, call->request, "count");
    uint64_t count = natural(call, "count", 0);
    Extents extents = want_extents(call, 0);
    uint64_t most = MACHINE_LIMIT / total_of(8 * extents.slots + extents.bytes) + 1; /* more is the same again */
    for (uint64_t i = 0; i < count && i < most; i++) {
        allocate(call, RECORD, extents.slots, extents.bytes);
    }
}

enum { PATTERN = 251 }; /* the bytes of record i of a list are i MOD 251 */

/* From the last record to the first. What is there already is held, since the next allocation may move it. */
void heap_chain(Call *call) {
    Name into = want_name(call, call->request, "into");
    want(call, call->request, "count");
    uint64_t count = natural(call, "count", 0);
    Extents extents = want_extents(call, 1);
    if (extents.slots == 0) {
        bad_request(call, "slots", "at least one, for the next record");
    }
    while (count-- > 0) {
        Object *record = allocate(call, RECORD, extents.slots, extents.bytes);
        memset(record->words + extents.slots, (int) (count % PATTERN), extents.bytes);
        heap_store(record, 0, heap.held);
        heap.held = word_to(record);
    }
    set_handle(&into, heap.held);
    heap.held = WORD_NIL;
}

static bool has_pattern(const Object *record, uint64_t index) {
    const uint8_t *bytes = (const uint8_t *) (record->words + record->slots);
    for (uint64_t i = 0; i < bytes_of(record); i++) {
        if (bytes[i] != index % PATTERN) {
            return false;
        }
    }
    return true;
}

/* A list that comes back to itself is not intact; `mark` is the record at the last power of two. */
void heap_walk(Call *call) {
    Name name = want_name(call, call->request, "object");
    bool grafted = optional(call->request, "slot").at;
    int64_t slot = integer(call, "slot", 0);
    uint64_t count = 0;
    bool intact = true;
    Word word = look_up(call, &name), mark = WORD_NIL;
    for (; is_record(word) && word != mark; count++) {
        Object *record = object_of(word);
        mark = (count & (count - 1)) == 0 ? word : mark;
        intact &= has_pattern(record, count);
        if (grafted) {
            Word graft = record->words[check_slot(call, record, slot)];
            intact &= is_record(graft) && has_pattern(object_of(graft), count);
        }
        word = record->slots > 0 ? record->words[0] : WORD_NIL;
    }
    put_number(call, "count", (int64_t) count);
    put_flag(call, "intact", intact && !is_record(word));
}

/* ---- Collection ---- */

void gc_collect(Call *call) {
    Json kind = want(call, call->request, "kind");
    bool full = json_is(kind, "full");
    if (!full && !json_is(kind, "minor")) {
        bad_request(call, "kind", "minor or full");
    }
    uint64_t times = natural(call, "times", 1);
    if (times < 1 || times > 1000) {
        bad_request(call, "times", "a number from 1 to 1000");
    }
    for (uint64_t i = 0; i < times && heap.options.enabled; i++) {
        collect(full); /* GC-20: with gc.enabled false nothing is collected */
    }
}
