/* Chapter "Layout", structs. layout.struct, struct.write, struct.read. */
#include "header.h"
#include "layout.h"
#include "operations.h"

#include <stdlib.h>
#include <string.h>

/* ---- Types and fields ---- */

uint64_t want_align(Call *call, Json object) {
    Whole align = want_whole(call, object, "align");
    if (!within(align, ALIGN_LIMIT) || align.size == 0 || (align.size & (align.size - 1)) != 0) {
        invalid(call, "layout-align");
    }
    return align.size;
}

Extent want_type(Call *call, Json object, const char *name) {
    Json type = want(call, object, name);
    if (json_is_object(type)) {
        Whole size = want_whole(call, type, "size");
        uint64_t align = want_align(call, type);
        if (!within(size, PAYLOAD_LIMIT)) {
            invalid(call, "field-type");
        }
        return (Extent) {size.size, align};
    }
    if (!json_is_text(type)) {
        bad_request(call, name, "the name of a type, or its size and alignment");
    }
    const Class *class = find_class(type);
    if (!class) {
        invalid(call, "field-type");
    }
    return (Extent) {class->size, class->align};
}

static int by_name(const void *left, const void *right) {
    const Field *a = *(const Field *const *) left, *b = *(const Field *const *) right;
    size_t common = a->decoded_name.length < b->decoded_name.length ? a->decoded_name.length : b->decoded_name.length;
    int order = memcmp(a->decoded_name.data, b->decoded_name.data, common);
    return order ? order : (a->decoded_name.length > common) - (b->decoded_name.length > common);
}

/* Sorted, so that a declaration of ten thousand fields is no work either. */
static void refuse_duplicates(Call *call, Fields fields) {
    Field **sorted = scratch(call, fields.count + 1, sizeof *sorted);
    for (size_t i = 0; i < fields.count; i++) {
        sorted[i] = &fields.items[i];
    }
    qsort(sorted, fields.count, sizeof *sorted, by_name);
    for (size_t i = 1; i < fields.count; i++) {
        if (by_name(&sorted[i - 1], &sorted[i]) == 0) {
            invalid(call, "field-duplicate");
        }
    }
}

static Field want_field(Call *call, Json item) {
    if (!json_is_object(item)) {
        bad_request(call, "fields", "objects of name and type");
    }
    Field field = {.name = want(call, item, "name")};
    if (!json_is_text(field.name)) {
        bad_request(call, "name", "a text");
    }
    field.decoded_name.data = scratch(call, (size_t) (field.name.end - field.name.at), 1);
    field.decoded_name.length = json_text(field.name, field.decoded_name.data);
    field.extent = want_type(call, item, "type");
    field.class = find_class(want(call, item, "type"));
    return field;
}

Fields want_fields(Call *call) {
    Json array = want_array(call, call->request, "fields");
    size_t count = count_items(array);
    Fields fields = {scratch(call, count + 1, sizeof *fields.items), 0};
    for (Json item = {0}; json_next(array, &item);) {
        fields.items[fields.count++] = want_field(call, item);
    }
    refuse_duplicates(call, fields);
    return fields;
}

/* ---- Attributes: STRUCT-09 ---- */

typedef struct {
    bool c, packed;
    uint64_t align; /* 0: none given */
} Attributes;

static Attributes want_attributes(Call *call) {
    Attributes attributes = {0};
    bool soa = false;
    if (optional(call->request, "repr").at) {
        Json array = want_array(call, call->request, "repr");
        for (Json item = {0}; json_next(array, &item);) {
            bool c = json_is(item, "C"), packed = json_is(item, "packed"), columns = json_is(item, "soa");
            if (!c && !packed && !columns) {
                bad_request(call, "repr", "C, packed or soa");
            }
            attributes.c |= c;
            attributes.packed |= packed;
            soa |= columns;
        }
    }
    if (optional(call->request, "align").at) {
        attributes.align = want_align(call, call->request);
    }
    if (soa) {
        invalid(call, "layout-soa");
    }
    if (attributes.packed && attributes.align) {
        invalid(call, "layout-packed-align");
    }
    return attributes;
}

/* ---- Placing ---- */

/* STRUCT-07, STRUCT-08: contiguous. */
static void place_in_order(Fields fields, bool packed) {
    uint64_t end = sizeof(Header);
    for (size_t i = 0; i < fields.count; i++) {
        Field *field = &fields.items[i];
        field->offset = packed ? end : up(end, field->extent.align);
        end = field->offset + field->extent.size;
    }
}

/* Larger alignment first; of equal ones, the one declared first, which makes the unstable qsort stable. */
static int by_alignment(const void *left, const void *right) {
    const Field *a = *(const Field *const *) left, *b = *(const Field *const *) right;
    if (a->extent.align != b->extent.align) {
        return a->extent.align < b->extent.align ? 1 : -1;
    }
    return (a > b) - (a < b);
}

/* The lowest free aligned offset; `placed` holds fields by offset, and *index becomes its place among them. */
static uint64_t first_fit(Field *const *placed, size_t count, Extent extent, size_t *index) {
    uint64_t offset = up(sizeof(Header), extent.align);
    uint64_t room = larger(extent.size, 1); /* STRUCT-02: a field of size 0 looks for a byte, but takes none */
    for (*index = 0; *index < count; ++*index) {
        const Field *next = placed[*index];
        if (offset + room <= next->offset) {
            break;
        }
        offset = larger(offset, up(next->offset + next->extent.size, extent.align));
    }
    return offset;
}

/* STRUCT-02 */
static void place_sorted(Call *call, Fields fields) {
    Field **sorted = scratch(call, fields.count + 1, sizeof *sorted);
    Field **placed = scratch(call, fields.count + 1, sizeof *placed);
    size_t count = 0;
    for (size_t i = 0; i < fields.count; i++) {
        sorted[i] = &fields.items[i];
    }
#ifndef WRONG_FIELDS_UNSORTED /* WRONG on purpose without this line: the order of the declaration stays */
    qsort(sorted, fields.count, sizeof *sorted, by_alignment);
#else
    (void) by_alignment;
#endif
    for (size_t i = 0; i < fields.count; i++) {
        size_t index;
        sorted[i]->offset = first_fit(placed, count, sorted[i]->extent, &index);
        if (sorted[i]->extent.size > 0) {
            memmove(placed + index + 1, placed + index, (count++ - index) * sizeof *placed);
            placed[index] = sorted[i];
        }
    }
}

typedef struct {
    Fields fields;
    uint64_t size, allocated, align, padding;
} Layout;

static void refuse_packed_references(Call *call, Fields fields) {
    for (size_t i = 0; i < fields.count; i++) {
        if (fields.items[i].class && fields.items[i].class->kind == REF) {
            invalid(call, "layout-packed-ref"); /* STRUCT-08: VAL-19 could not be kept */
        }
    }
}

/* STRUCT-04 */
static Layout measured(Call *call, Fields fields, Attributes attributes) {
    Layout layout = {.fields = fields, .align = larger(8, attributes.align)};
    uint64_t end = sizeof(Header), used = sizeof(Header);
    for (size_t i = 0; i < fields.count; i++) {
        const Field *field = &fields.items[i];
        end = larger(end, field->offset + field->extent.size);
        used += field->extent.size;
        layout.align = attributes.packed ? 8 : larger(layout.align, field->extent.align);
    }
    layout.size = attributes.packed ? end : up(end, layout.align);
    layout.allocated = up(layout.size, 8);
    layout.padding = layout.size - used;
    if (layout.size - sizeof(Header) > PAYLOAD_LIMIT) {
        invalid(call, "payload-limit");
    }
    return layout;
}

static Layout want_layout(Call *call) {
    Attributes attributes = want_attributes(call);
    Fields fields = want_fields(call);
    if (attributes.packed) {
        refuse_packed_references(call, fields);
    }
    if (attributes.c || attributes.packed) {
        place_in_order(fields, attributes.packed);
    } else {
        place_sorted(call, fields);
    }
    return measured(call, fields, attributes);
}

void layout_struct(Call *call) {
    Layout layout = want_layout(call);
    put_number(call, "size", (int64_t) layout.size);
    put_number(call, "allocated", (int64_t) layout.allocated);
    put_number(call, "align", (int64_t) layout.align);
    put_number(call, "padding", (int64_t) layout.padding);
    open_array(call, "fields");
    for (size_t i = 0; i < layout.fields.count; i++) { /* STRUCT-11: in declaration order */
        const Field *field = &layout.fields.items[i];
        open_object(call, NULL);
        put_json(call, "name", field->name);
        put_number(call, "offset", (int64_t) field->offset);
        put_number(call, "size", (int64_t) field->extent.size);
        close_object(call);
    }
    close_array(call);
}

/* ---- Instances: STRUCT-12 ---- */

/* The fields of an instance hold values, so each has a storage class. */
static Layout want_instance(Call *call) {
    Json array = want_array(call, call->request, "fields");
    for (Json item = {0}; json_next(array, &item);) {
        want_class(call, item, "type");
    }
    return want_layout(call);
}

static Plain *want_values(Call *call, size_t count) {
    Json array = want_array(call, call->request, "values");
    if (count_items(array) != count) {
        bad_request(call, "values", "one plain value for each field");
    }
    Plain *values = scratch(call, count + 1, sizeof *values);
    size_t next = 0;
    for (Json item = {0}; json_next(array, &item);) {
        values[next++] = plain_from(call, item);
    }
    return values;
}

static uint32_t type_or_default(Call *call) {
    if (!optional(call->request, "type").at) {
        return TYPE_PROGRAM;
    }
    Whole type = want_whole(call, call->request, "type");
    if (!within(type, 0xFFFFFF) || type.size == 0) {
        invalid(call, "header-type");
    }
    return (uint32_t) type.size;
}

void struct_write(Call *call) {
    size_t count = count_items(want_array(call, call->request, "fields"));
    Plain *values = want_values(call, count);
    Layout layout = want_instance(call);
    Header header = new_header(type_or_default(call), layout.allocated - sizeof header, layout.align);
    uint8_t *image = scratch(call, layout.allocated, 1); /* zeros: so is all padding */
    memcpy(image, &header, sizeof header);
    for (size_t i = 0; i < count; i++) {
        check_plain(call, &values[i]); /* all of them before the first panic */
    }
    for (size_t i = 0; i < count; i++) {
        store(call, layout.fields.items[i].class, &values[i], image + layout.fields.items[i].offset);
    }
    put_bytes(call, "image", image, layout.allocated);
}

void struct_read(Call *call) {
    Layout layout = want_instance(call);
    Bytes image = want_bytes(call, call->request, "image");
    Header header;
    if (image.length != layout.allocated) {
        malformed(call, "struct-length");
    }
    memcpy(&header, image.data, sizeof header);
    check_header(call, header);
    open_array(call, "values");
    for (size_t i = 0; i < layout.fields.count; i++) {
        const Field *field = &layout.fields.items[i];
        Plain value = load(call, field->class, image.data + field->offset);
        put_plain(call, NULL, &value);
    }
    close_array(call);
}

/* ---- The compiler as a witness: it lays out the worked examples as the clauses say ---- */

struct worked { Header header; int64_t a; int8_t b; int32_t c; };
AGREES(offsetof(struct worked, a) == 16 && offsetof(struct worked, b) == 24, "STRUCT-07");
AGREES(offsetof(struct worked, c) == 28 && sizeof(struct worked) == 32, "STRUCT-07");

struct second { Header header; int8_t x; int64_t y; int16_t z; int32_t w; int8_t v; };
AGREES(offsetof(struct second, x) == 16 && offsetof(struct second, y) == 24, "STRUCT-06");
AGREES(offsetof(struct second, z) == 32 && offsetof(struct second, w) == 36, "STRUCT-06");
AGREES(offsetof(struct second, v) == 40 && sizeof(struct second) == 48, "STRUCT-06");

struct __attribute__((packed)) packed { Header header; int64_t a; int8_t b; int32_t c; };
AGREES(offsetof(struct packed, b) == 24 && offsetof(struct packed, c) == 25, "STRUCT-08");
AGREES(sizeof(struct packed) == 29, "STRUCT-08");
