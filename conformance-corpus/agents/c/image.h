/* The images of objects, as C sees them: the compiler computes the offsets, and the assertions hold it to the clauses.
   Images are little-endian by definition, so on such a machine an image is the memory of its struct. */
#ifndef IMAGE_H
#define IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "on another machine, swap the fields of images here");

#ifdef WRONG_HEADER_24 /* a wrong agent has no use for a compiler that knows better */
#define AGREES(condition, clause) _Static_assert(1, clause)
#else
#define AGREES(condition, clause) _Static_assert(condition, clause)
#endif

/* HDR-01, HDR-02, HDR-03 */
typedef struct {
    uint32_t word; /* type id, gc bits, rc bits */
    uint32_t size; /* of the payload */
    uint64_t meta; /* flags, alignment, counts; or the new address of an object that has moved */
#ifdef WRONG_HEADER_24 /* WRONG on purpose: the header of the source, 24 bytes */
    uint64_t surplus;
#endif
} Header;

AGREES(sizeof(Header) == 16, "HDR-01");
AGREES(offsetof(Header, size) == 4 && offsetof(Header, meta) == 8, "HDR-01");

/* VAL-10 */
typedef struct {
    Header header;
    uint64_t bits;
} Box;

AGREES(sizeof(Box) == 24 && offsetof(Box, bits) == 16, "VAL-10");

/* STR-07, STR-08 */
typedef struct {
    Header header;
    uint32_t length, chars, hash, zero;
    union {
        struct {
            uint8_t text[23];
            uint8_t mark; /* 0x80 OR the length; in an external string the top of the capacity */
        } inside;
        struct {
            uint64_t address, length, capacity;
        } outside;
        uint8_t bytes[24];
    } storage;
} StringObject;

AGREES(sizeof(StringObject) == 56, "STR-08");
AGREES(offsetof(StringObject, length) == 16 && offsetof(StringObject, chars) == 20, "STR-08");
AGREES(offsetof(StringObject, hash) == 24 && offsetof(StringObject, zero) == 28, "STR-08");
AGREES(offsetof(StringObject, storage) == 32, "STR-08");
AGREES(offsetof(StringObject, storage.inside.mark) == 55, "STR-07");
AGREES(offsetof(StringObject, storage.outside.capacity) == 48, "STR-08");

/* ARR-01: what stands before the elements */
typedef struct {
    Header header;
    uint32_t length, capacity;
} ArrayStore;

AGREES(sizeof(ArrayStore) == 24, "ARR-01");
AGREES(offsetof(ArrayStore, length) == 16 && offsetof(ArrayStore, capacity) == 20, "ARR-01");

/* ARR-06 */
typedef struct {
    uint64_t array;
    uint32_t offset, count;
} Slice;

AGREES(sizeof(Slice) == 16 && offsetof(Slice, offset) == 8 && offsetof(Slice, count) == 12, "ARR-06");

/* TYPE-02a; the first program type is the default of struct.write */
enum { TYPE_FLOAT64 = 5, TYPE_STRING = 8, TYPE_ARRAY = 9, TYPE_PROGRAM = 64 };

#define PAYLOAD_LIMIT UINT64_C(0xFFFFFFFF)  /* HDR-03 */
#define ALIGN_LIMIT 32768                   /* HDR-04 */
#define ADDRESS_LIMIT (UINT64_C(1) << 48)   /* VAL-14 */

/* The least multiple of the power of two `align` that is at least n. */
static inline uint64_t up(uint64_t n, uint64_t align) {
    return (n + align - 1) & ~(align - 1);
}

static inline uint64_t larger(uint64_t a, uint64_t b) {
    return a > b ? a : b;
}

/* Whether an object can lie there: VAL-14, HDR-07. */
static inline bool is_address(uint64_t address) {
    return address > 0 && address < ADDRESS_LIMIT && address % 8 == 0;
}

#endif
