/* Chapter "Values": the kinds of values, their words, and value.encode, value.decode, value.classify. */
#include "plain.h"

#include "image.h"
#include "operations.h"
#include "utf8.h"

#include <string.h>

static const char *const KINDS[] = {
    [INT] = "int",         [BOOL] = "bool", [NIL] = "nil",       [FLOAT32] = "float32", [FLOAT64] = "float64",
    [CHAR] = "char",       [SYMBOL] = "symbol", [STRING] = "string", [REF] = "ref",     [FLOAT64_REF] = "float64-ref",
};

enum { /* VAL-02 */
    TAG_INT, TAG_BOOL, TAG_NIL, TAG_FLOAT32, TAG_CHAR, TAG_SYMBOL, TAG_STRING, TAG_REF,
    TAG_SHIFT = 3, TAG_MASK = 7,
};

#define HINT UINT64_C(0xF640) /* VAL-11: in bits 48 to 63 */
#define SYMBOL_LIMIT ((INT64_C(1) << 61) - 1)

#ifdef WRONG_SMALL_STRING_8 /* WRONG on purpose: a word has no room for the eighth byte */
enum { SMALL_STRING = 8 };
#else
enum { SMALL_STRING = 7 }; /* STR-05: bytes */
#endif

/* ---- Reading and writing them on the wire ---- */

static Kind want_kind(Call *call, Json value) {
    Json name = want(call, value, "kind");
    for (size_t kind = 0; kind < LENGTH(KINDS); kind++) {
        if (json_is(name, KINDS[kind])) {
            return (Kind) kind;
        }
    }
    bad_request(call, "kind", "a kind of plain values");
}

Plain plain_from(Call *call, Json value) {
    if (!json_is_object(value)) {
        bad_request(call, "value", "a plain value");
    }
    Plain plain = {.kind = want_kind(call, value)};
    switch (plain.kind) {
    case INT: plain.number = clamped(want_decimal(call, value, "value")); break;
    case CHAR: plain.number = want_integer(call, value, "value"); break;
    case SYMBOL: plain.number = clamped(want_decimal(call, value, "index")); break;
    case FLOAT32: plain.bits = want_word32(call, value, "bits"); break;
    case FLOAT64: plain.bits = want_word(call, value, "bits"); break;
    case STRING: plain.bytes = want_bytes(call, value, "bytes"); break;
    case REF: case FLOAT64_REF: plain.bits = want_word(call, value, "address"); break;
    case BOOL:
        want(call, value, "value");
        plain.number = flag_or_false(call, value, "value");
        break;
    case NIL: break;
    }
    return plain;
}

Plain want_plain(Call *call, Json object, const char *name) {
    return plain_from(call, want(call, object, name));
}

bool is_scalar(int64_t number) {
    return (number >= 0 && number <= 0xD7FF) || (number >= 0xE000 && number <= 0x10FFFF);
}

bool in_range(int64_t number) {
    return number >= INT_MIN61 && number <= INT_MAX61;
}

void check_plain(Call *call, const Plain *value) {
    uint64_t chars;
    size_t at;
    if (value->kind == INT && !in_range(value->number)) {
        invalid(call, "int-range");
    }
    if (value->kind == CHAR && !is_scalar(value->number)) {
        invalid(call, "char-scalar");
    }
    if (value->kind == SYMBOL && (value->number < 0 || value->number > SYMBOL_LIMIT)) {
        invalid(call, "symbol-range");
    }
    if ((value->kind == REF || value->kind == FLOAT64_REF) && !is_address(value->bits)) {
        invalid(call, "ref-address");
    }
    if (value->kind == STRING && !utf8_check(value->bytes.data, value->bytes.length, &chars, &at)) {
        invalid(call, "utf8");
    }
}

void put_plain(Call *call, const char *name, const Plain *value) {
    open_object(call, name);
    put_text(call, "kind", KINDS[value->kind]);
    switch (value->kind) {
    case INT: put_decimal(call, "value", value->number); break;
    case BOOL: put_flag(call, "value", value->number); break;
    case NIL: break;
    case FLOAT32: put_word32(call, "bits", (uint32_t) value->bits); break;
    case FLOAT64: put_word(call, "bits", value->bits); break;
    case CHAR: put_number(call, "value", value->number); break;
    case SYMBOL: put_decimal(call, "index", value->number); break;
    case STRING: put_bytes(call, "bytes", value->bytes.data, value->bytes.length); break;
    case REF: case FLOAT64_REF: put_word(call, "address", value->bits); break;
    }
    close_object(call);
}

/* ---- Words ---- */

bool is_immediate(const Plain *value) {
    return value->kind != FLOAT64 && (value->kind != STRING || value->bytes.length <= SMALL_STRING);
}

static uint64_t string_word(Bytes text) {
    uint8_t bytes[8] = {(uint8_t) (TAG_STRING | text.length << TAG_SHIFT)};
    memcpy(bytes + 1, text.data, text.length < 7 ? text.length : 7);
    uint64_t word;
    memcpy(&word, bytes, sizeof word); /* byte k lies in bits 8+8k: this machine is little-endian (image.h) */
    return word;
}

uint64_t word_of(const Plain *value) {
    uint64_t payload = (uint64_t) value->number << TAG_SHIFT;
    switch (value->kind) {
    case INT: return payload | TAG_INT;
    case BOOL: return payload | TAG_BOOL;
    case CHAR: return payload | TAG_CHAR;
    case SYMBOL: return payload | TAG_SYMBOL;
    case FLOAT32: return value->bits << 32 | TAG_FLOAT32;
    case STRING: return string_word(value->bytes);
    case REF: return value->bits | TAG_REF;
    case FLOAT64_REF: return HINT << 48 | value->bits | TAG_REF;
    default: return TAG_NIL; /* a float64 has no word of its own */
    }
}

uint64_t reference(Call *call, uint64_t address, bool float64) {
    Plain value = {.kind = float64 ? FLOAT64_REF : REF, .bits = address};
    check_plain(call, &value);
    return word_of(&value);
}

/* STR-05, in the order of the clause. */
static const char *read_string(Call *call, uint64_t word, Plain *value) {
    uint8_t bytes[8];
    memcpy(bytes, &word, sizeof bytes);
    size_t length = bytes[0] >> TAG_SHIFT & 7;
    if (bytes[0] >> 6) {
        return "string-reserved";
    }
    if (length < 7 && word >> (8 + 8 * length)) {
        return "string-padding";
    }
    uint64_t chars;
    size_t at;
    if (!utf8_check(bytes + 1, length, &chars, &at)) {
        return "utf8";
    }
    value->bytes = (Bytes) {scratch(call, 7, 1), length};
    memcpy(value->bytes.data, bytes + 1, length);
    return NULL;
}

/* VAL-11, VAL-14 */
static const char *read_reference(uint64_t word, Plain *value) {
    uint64_t hint = word >> 48;
    if (hint != 0 && hint != HINT) {
        return "ref-hint";
    }
    value->kind = hint ? FLOAT64_REF : REF;
    value->bits = (word & (ADDRESS_LIMIT - 1)) - TAG_REF;
    return value->bits == 0 ? "ref-null" : NULL;
}

const char *read_word(Call *call, uint64_t word, Plain *value) {
    static const Kind kinds[] = {INT, BOOL, NIL, FLOAT32, CHAR, SYMBOL, STRING, REF};
    uint64_t payload = word >> TAG_SHIFT;
    *value = (Plain) {.kind = kinds[word & TAG_MASK], .number = (int64_t) payload};
    switch (value->kind) {
    case INT:
        value->number = (int64_t) word / 8; /* exact: the tag is 0 */
        return NULL;
    case BOOL: return payload > 1 ? "bool-payload" : NULL;
    case NIL: return payload ? "nil-payload" : NULL;
    case FLOAT32:
        value->bits = word >> 32;
        return payload & 0x1FFFFFFF ? "float32-padding" : NULL;
    case CHAR: return is_scalar(value->number) ? NULL : "char-scalar";
    case STRING: return read_string(call, word, value);
    case REF: return read_reference(word, value);
    default: return NULL; /* every index of a symbol is one */
    }
}

/* ---- Operations ---- */

void value_encode(Call *call) {
    Plain value = want_plain(call, call->request, "value");
    bool placed = optional(call->request, "address").at;
    uint64_t address = placed ? want_word(call, call->request, "address") : 0;
    check_plain(call, &value);
    if (is_immediate(&value)) {
        put_text(call, "form", "immediate");
        put_word(call, "word", word_of(&value));
        return;
    }
    put_text(call, "form", "boxed");
    if (placed) {
        put_word(call, "word", reference(call, address, value.kind == FLOAT64));
    }
}

void value_decode(Call *call) {
    Plain value;
    const char *fault = read_word(call, want_word(call, call->request, "word"), &value);
    if (fault) {
        malformed(call, fault);
    }
    put_plain(call, "value", &value);
}

/* VAL-16: the kinds of the classifier are those of words; a box of a float64 shows as what it holds. */
void value_classify(Call *call) {
    Plain value;
    const char *fault = read_word(call, want_word(call, call->request, "word"), &value);
    put_text(call, "kind", fault ? "malformed" : KINDS[value.kind == FLOAT64_REF ? FLOAT64 : value.kind]);
}

void describe_value(Call *call) {
    table(call, "kinds", (const char *const[]) {"kind", NULL});
    for (size_t kind = 0; kind < LENGTH(KINDS); kind++) {
        row(call, (const char *const[]) {KINDS[kind], NULL});
    }
    end_table(call);
    describe_storage(call);
}
