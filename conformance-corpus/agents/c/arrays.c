/* Chapter "Layout", arrays, slices and structs of arrays. layout.array, array.*, layout.soa. */
#include "header.h"
#include "layout.h"
#include "operations.h"

#include <string.h>

enum { FIRST_CAPACITY = 8, COLUMN_ALIGN = 64 }; /* ARR-09, PERF-02 */
#define COUNT_LIMIT UINT64_C(0xFFFFFFFF) /* lengths and capacities are 32 bits: ARR-01 */

/* ---- The store: ARR-01, ARR-02, ARR-05 ---- */

typedef struct {
    uint64_t data_offset, stride, align, max_length;
} Store;

static Store store_of(Extent element) {
    Store store = {.align = larger(8, element.align), .stride = up(element.size, element.align)};
    store.data_offset = up(sizeof(ArrayStore), store.align);
    uint64_t room = PAYLOAD_LIMIT - (store.data_offset - sizeof(Header));
    store.max_length = store.stride ? room / store.stride : COUNT_LIMIT;
    return store;
}

static uint64_t payload_of(Store store, uint64_t capacity) {
    return store.data_offset - sizeof(Header) + capacity * store.stride;
}

static uint64_t want_capacity(Call *call, uint64_t limit) {
    Whole capacity = want_whole(call, call->request, "capacity");
    if (!within(capacity, limit)) {
        invalid(call, "payload-limit");
    }
    return capacity.size;
}

static uint64_t want_within(Call *call, const char *name, uint64_t limit, const char *expected) {
    Whole whole = want_whole(call, call->request, name);
    if (!within(whole, limit)) {
        bad_request(call, name, expected);
    }
    return whole.size;
}

void layout_array(Call *call) {
    Store store = store_of(want_type(call, call->request, "element"));
    put_number(call, "dataOffset", (int64_t) store.data_offset);
    put_number(call, "stride", (int64_t) store.stride);
    put_number(call, "align", (int64_t) store.align);
    put_number(call, "maxLength", (int64_t) store.max_length);
    if (optional(call->request, "capacity").at) {
        uint64_t payload = payload_of(store, want_capacity(call, store.max_length));
        put_number(call, "payload", (int64_t) payload);
        put_number(call, "total", (int64_t) up(sizeof(Header) + payload, 8));
    }
    if (optional(call->request, "index").at) {
        uint64_t index = want_within(call, "index", store.max_length, "a number up to the maximum length");
        put_number(call, "offset", (int64_t) (store.data_offset + index * store.stride));
    }
}

/* ARR-03a: bits 0 to 3 of the flags say the class of the elements, in the order of the table, from 1; 0 are references. */
static uint64_t flags_of(const Class *class) {
    return class->kind == REF ? 0 : (uint64_t) (class - CLASSES) + 1;
}

/* ARR-03: behind the length stand nils, where the collector looks, and zeros elsewhere. */
static void fill_unused(const Class *class, uint8_t *place, uint64_t count) {
    uint64_t nil = class->kind == REF ? word_of(&(Plain) {.kind = NIL}) : 0;
    for (uint64_t i = 0; i < count; i++) {
        memcpy(place + i * class->size, &nil, class->size);
    }
}

void array_image(Call *call) {
    const Class *class = want_class(call, call->request, "element");
    Bytes data = want_bytes(call, call->request, "data");
    Store store = store_of((Extent) {class->size, class->align});
    uint64_t capacity = want_capacity(call, store.max_length);
    if (data.length % class->size != 0 || data.length / class->size > capacity) {
        invalid(call, "array-length");
    }
    uint64_t payload = payload_of(store, capacity);
    if (payload > LINE_LIMIT) {
        failed(call, "answer-too-long"); /* before an image of gigabytes is made for nothing */
    }
    ArrayStore head = {
        .header = new_header(TYPE_ARRAY, payload, store.align),
        .length = (uint32_t) (data.length / class->size),
        .capacity = (uint32_t) capacity,
    };
    head.header.meta |= flags_of(class);
    uint8_t *image = scratch(call, sizeof(Header) + payload, 1), *elements = image + store.data_offset;
    memcpy(image, &head, sizeof head);
    memcpy(elements, data.data, data.length);
    fill_unused(class, elements + data.length, capacity - head.length);
    put_bytes(call, "image", image, sizeof(Header) + payload);
}

/* ARR-04 */
void array_index(Call *call) {
    uint64_t length = want_within(call, "length", COUNT_LIMIT, "a number from 0 to 2^32 - 1");
    Plain index = want_plain(call, call->request, "index");
    check_plain(call, &index);
    if (index.kind != INT) {
        panic(call, "type");
    }
    if (index.number < 0 || (uint64_t) index.number >= length) {
        panic(call, "bounds");
    }
    put_number(call, "index", index.number);
}

/* ARR-09 */
void array_grow(Call *call) {
    uint64_t capacity = want_within(call, "capacity", COUNT_LIMIT, "a number from 0 to 2^32 - 1");
    bool given = optional(call->request, "element").at;
    Store store = store_of(given ? want_type(call, call->request, "element") : (Extent) {8, 8});
    uint64_t next = larger(FIRST_CAPACITY, capacity + capacity / 2);
    if (next > store.max_length) {
        panic(call, "capacity-overflow"); /* never cut to the maximum */
    }
    put_number(call, "capacity", (int64_t) next);
}

/* ---- Slices: ARR-06, ARR-08 ---- */

static void check_array_word(Call *call, uint64_t word) {
    Plain value;
    const char *fault = read_word(call, word, &value);
    if (fault && value.kind >= REF) {
        malformed(call, fault);
    }
    if (fault || value.kind != REF) {
        malformed(call, "slice-array");
    }
}

/* The whole that the new slice is a window of: an array, or an older slice. */
static Slice want_whole_slice(Call *call) {
    Slice whole = {0};
    bool of_array = optional(call->request, "array").at, of_slice = optional(call->request, "slice").at;
    if (of_array == of_slice) {
        bad_request(call, "array", "either this or a slice");
    }
    if (of_array) {
        whole.array = want_word(call, call->request, "array");
        whole.count = (uint32_t) want_within(call, "length", COUNT_LIMIT, "a number from 0 to 2^32 - 1");
    } else {
        Bytes image = want_bytes(call, call->request, "slice");
        if (image.length != sizeof whole) {
            malformed(call, "slice-length");
        }
        memcpy(&whole, image.data, sizeof whole);
    }
    return whole;
}

void array_slice(Call *call) {
    int64_t offset = want_integer(call, call->request, "offset");
    int64_t count = want_integer(call, call->request, "count");
    Slice whole = want_whole_slice(call);
    check_array_word(call, whole.array);
    /* ARR-08: a difference of two numbers of 32 bits cannot overflow in 64, a sum of any two offsets could. */
    if (offset < 0 || offset > whole.count || count < 0 || count > whole.count - offset) {
        panic(call, "bounds");
    }
    if (whole.offset + offset > (int64_t) COUNT_LIMIT) {
        panic(call, "bounds"); /* a slice that no array can have: its image was made elsewhere */
    }
    Slice slice = {whole.array, whole.offset + (uint32_t) offset, (uint32_t) count};
    put_bytes(call, "image", &slice, sizeof slice);
}

/* ---- Structs of arrays: PERF-02 ---- */

static void put_columns(Call *call, Fields fields) {
    open_array(call, "columns");
    for (size_t i = 0; i < fields.count; i++) {
        const Field *field = &fields.items[i];
        open_object(call, NULL);
        put_json(call, "name", field->name);
        put_number(call, "offset", (int64_t) field->offset);
        put_number(call, "stride", (int64_t) up(field->extent.size, field->extent.align));
        close_object(call);
    }
    close_array(call);
}

void layout_soa(Call *call) {
    Fields fields = want_fields(call);
    uint64_t capacity = want_capacity(call, COUNT_LIMIT);
    uint64_t align = COLUMN_ALIGN, end = sizeof(ArrayStore);
    for (size_t i = 0; i < fields.count; i++) {
        Extent extent = fields.items[i].extent;
        align = larger(align, extent.align);
        fields.items[i].offset = up(end, larger(COLUMN_ALIGN, extent.align));
        end = fields.items[i].offset + capacity * up(extent.size, extent.align);
        if (end - sizeof(Header) > PAYLOAD_LIMIT) {
            invalid(call, "payload-limit"); /* now, while 64 bits still hold the end */
        }
    }
    put_number(call, "align", (int64_t) align);
    put_number(call, "payload", (int64_t) (end - sizeof(Header)));
    put_number(call, "total", (int64_t) up(end, 8));
    put_columns(call, fields);
}
