/* Chapter "Values": storage classes and boxes. value.store, value.load, value.box, value.unbox. */
#include "storage.h"

#include "header.h"
#include "operations.h"

#include <stdio.h>
#include <string.h>

/* Vectors lie at a multiple of their size. A compiler's own vector types do so only where the processor has them. */
typedef struct { _Alignas(16) float lanes[4]; } Vec4f;
typedef struct { _Alignas(16) int32_t lanes[4]; } Vec4i;
typedef struct { _Alignas(32) float lanes[8]; } Vec8f;
typedef struct { _Alignas(32) int32_t lanes[8]; } Vec8i;

#define SIZES(type) sizeof(type), _Alignof(type)

const Class CLASSES[] = {
    {"i8", SIZES(int8_t), true, INT, true},
    {"i16", SIZES(int16_t), true, INT, true},
    {"i32", SIZES(int32_t), true, INT, true},
    {"i64", SIZES(int64_t), true, INT, true},
    {"u8", SIZES(uint8_t), true, INT, false},
    {"u16", SIZES(uint16_t), true, INT, false},
    {"u32", SIZES(uint32_t), true, INT, false},
    {"u64", SIZES(uint64_t), true, INT, false},
    {"f32", SIZES(float), true, FLOAT32, false},
    {"f64", SIZES(double), true, FLOAT64, false},
    {"bool", SIZES(bool), true, BOOL, false},
    {"char", SIZES(uint32_t), true, CHAR, false}, /* a scalar value, not a C char */
    {"ref", SIZES(uint64_t), true, REF, false},
    {"vec4f", SIZES(Vec4f), false, NIL, false},
    {"vec4i", SIZES(Vec4i), false, NIL, false},
    {"vec8f", SIZES(Vec8f), false, NIL, false},
    {"vec8i", SIZES(Vec8i), false, NIL, false},
};
const size_t CLASS_COUNT = LENGTH(CLASSES);

/* VAL-18a: the alignment of a class is its size. Not every C agrees: on 32-bit x86 an int64_t may lie at 4. */
_Static_assert(_Alignof(int64_t) == 8 && _Alignof(double) == 8, "VAL-18a");
_Static_assert(sizeof(bool) == 1 && sizeof(float) == 4 && sizeof(double) == 8, "VAL-18a");
_Static_assert(sizeof(Vec4f) == 16 && sizeof(Vec8f) == 32, "a vector is its lanes");

const Class *find_class(Json name) {
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        if (json_is(name, CLASSES[i].name)) {
            return &CLASSES[i];
        }
    }
    return NULL;
}

const Class *want_class(Call *call, Json object, const char *name) {
    const Class *class = find_class(want(call, object, name));
    if (!class || !class->stored) {
        bad_request(call, name, "a storage class");
    }
    return class;
}

/* ---- Store ---- */

/* VAL-18a. An int has 61 bits, so that 64-bit classes have room for all that their sign allows. */
static bool fits(const Class *class, int64_t number) {
    if (class->size == 8) {
        return class->is_signed || number >= 0;
    }
    int64_t count = INT64_C(1) << (8 * class->size);
    return class->is_signed ? number >= -count / 2 && number < count / 2 : number >= 0 && number < count;
}

void store(Call *call, const Class *class, const Plain *value, uint8_t *place) {
    if (class->kind == REF ? !is_immediate(value) : value->kind != class->kind) {
        panic(call, "type");
    }
    if (class->kind == INT && !fits(class, value->number)) {
        panic(call, "int-overflow");
    }
    uint64_t bits = class->kind == REF ? word_of(value)
        : class->kind == FLOAT32 || class->kind == FLOAT64 ? value->bits : (uint64_t) value->number;
    memcpy(place, &bits, class->size); /* the low bytes: little-endian */
}

void value_store(Call *call) {
    const Class *class = want_class(call, call->request, "class");
    Plain value = want_plain(call, call->request, "value");
    check_plain(call, &value);
    uint8_t place[8];
    store(call, class, &value, place);
    put_bytes(call, "bytes", place, class->size);
}

/* ---- Load ---- */

/* Spreads the sign of the class over all 64 bits; a u64 of 2^63 and more becomes negative, which load_int looks at. */
static int64_t widened(const Class *class, uint64_t bits) {
    if (!class->is_signed || class->size == 8) {
        return (int64_t) bits;
    }
    uint64_t sign = UINT64_C(1) << (8 * class->size - 1);
    return (int64_t) ((bits ^ sign) - sign);
}

static int64_t load_int(Call *call, const Class *class, uint64_t bits) {
    int64_t number = widened(class, bits);
    if (!in_range(number) || (!class->is_signed && number < 0)) {
        panic(call, "int-overflow"); /* VAL-18b: C may have stored what is no int */
    }
    return number;
}

static Plain load_word(Call *call, uint64_t word) {
    Plain value;
    const char *fault = read_word(call, word, &value);
    if (fault) {
        malformed(call, fault);
    }
    return value;
}

Plain load(Call *call, const Class *class, const uint8_t *place) {
    uint64_t bits = 0;
    memcpy(&bits, place, class->size);
    switch (class->kind) {
    case INT: return (Plain) {.kind = INT, .number = load_int(call, class, bits)};
    case REF: return load_word(call, bits);
    case BOOL:
        if (bits > 1) {
            malformed(call, "bool-payload");
        }
        break;
    case CHAR:
        if (!is_scalar((int64_t) bits)) {
            malformed(call, "char-scalar");
        }
        break;
    default: break;
    }
    return (Plain) {.kind = class->kind, .number = (int64_t) bits, .bits = bits};
}

void value_load(Call *call) {
    const Class *class = want_class(call, call->request, "class");
    Bytes bytes = want_bytes(call, call->request, "bytes");
    if (bytes.length != class->size) {
        malformed(call, "storage-length");
    }
    Plain value = load(call, class, bytes.data);
    put_plain(call, "value", &value);
    put_allocated(call, &value);
}

/* ---- Boxes: VAL-10 ---- */

void value_box(Call *call) {
    Plain value = want_plain(call, call->request, "value");
    if (value.kind != FLOAT64) {
        bad_request(call, "value", "a float64");
    }
    Box box = {new_header(TYPE_FLOAT64, sizeof box.bits, 8), value.bits};
    put_bytes(call, "image", &box, sizeof box);
}

void value_unbox(Call *call) {
    Bytes image = want_bytes(call, call->request, "image");
    Box box;
    if (image.length != sizeof box) {
        malformed(call, "box-length");
    }
    memcpy(&box, image.data, sizeof box);
    check_header(call, box.header);
    if (header_type(box.header) != TYPE_FLOAT64) {
        malformed(call, "box-type");
    }
    if (box.header.size != sizeof box.bits) {
        malformed(call, "box-size");
    }
    put_plain(call, "value", &(Plain) {.kind = FLOAT64, .bits = box.bits});
}

static void describe_classes(Call *call, const char *name, bool vectors) {
    table(call, name, (const char *const[]) {"type", "size", "alignment", NULL});
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        if (CLASSES[i].stored || vectors) {
            char size[24], align[24];
            snprintf(size, sizeof size, "%u", (unsigned) CLASSES[i].size);
            snprintf(align, sizeof align, "%u", (unsigned) CLASSES[i].align);
            row(call, (const char *const[]) {CLASSES[i].name, size, align, NULL});
        }
    }
    end_table(call);
}

void describe_storage(Call *call) { describe_classes(call, "storage", false); }
void describe_layout(Call *call) { describe_classes(call, "types", true); }
