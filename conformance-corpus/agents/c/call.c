#include "call.h"

#include "base64.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Memory ---- */

struct Scratch {
    Scratch *next;
    max_align_t memory[];
};

/* One block from malloc for each demand, not one big one: so the address sanitizer sees every step beyond an end. */
void *scratch(Call *call, size_t count, size_t size) {
    size_t room = SIZE_MAX - sizeof(Scratch);
    Scratch *block = size == 0 || count <= room / size ? calloc(1, sizeof(Scratch) + count * size) : NULL;
    if (!block) {
        failed(call, "out-of-memory");
    }
    block->next = call->scratch;
    call->scratch = block;
    return block->memory;
}

void scratch_free(Call *call) {
    while (call->scratch) {
        Scratch *next = call->scratch->next;
        free(call->scratch);
        call->scratch = next;
    }
}

/* ---- Writing ---- */

static void put(Call *call, const char *text, size_t length) {
    if (length > LINE_LIMIT - call->length) {
        failed(call, "answer-too-long"); /* CONF-06: no longer line is written */
    }
    memcpy(call->answer + call->length, text, length);
    call->length += length;
}

/* The comma before all but the first, and the name. */
static void lead(Call *call, const char *name) {
    char last = call->length ? call->answer[call->length - 1] : '{';
    if (last != '{' && last != '[') {
        put(call, ",", 1);
    }
    if (name) {
        put(call, "\"", 1);
        put(call, name, strlen(name));
        put(call, "\":", 2);
    }
}

static void put_raw(Call *call, const char *name, const char *text, size_t length) {
    lead(call, name);
    put(call, text, length);
}

void open_object(Call *call, const char *name) { put_raw(call, name, "{", 1); }
void close_object(Call *call) { put(call, "}", 1); }
void open_array(Call *call, const char *name) { put_raw(call, name, "[", 1); }
void close_array(Call *call) { put(call, "]", 1); }

void put_text(Call *call, const char *name, const char *text) {
    put_raw(call, name, "\"", 1);
    put(call, text, strlen(text));
    put(call, "\"", 1);
}

void put_json(Call *call, const char *name, Json text) {
    put_raw(call, name, text.at, (size_t) (text.end - text.at));
}

void put_number(Call *call, const char *name, int64_t number) {
    char text[24];
    put_raw(call, name, text, (size_t) snprintf(text, sizeof text, "%" PRId64, number));
}

void put_decimal(Call *call, const char *name, int64_t number) {
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, number);
    put_text(call, name, text);
}

void put_flag(Call *call, const char *name, bool flag) {
    const char *text = flag ? "true" : "false";
    put_raw(call, name, text, strlen(text));
}

void put_word(Call *call, const char *name, uint64_t word) {
    char text[24];
    snprintf(text, sizeof text, "0x%016" PRIX64, word);
    put_text(call, name, text);
}

void put_word32(Call *call, const char *name, uint32_t word) {
    char text[16];
    snprintf(text, sizeof text, "0x%08" PRIX32, word);
    put_text(call, name, text);
}

void put_bytes(Call *call, const char *name, const void *data, size_t length) {
    const uint8_t *bytes = data;
    put_raw(call, name, "\"", 1);
    for (size_t i = 0; i < length; i += 3) {
        char signs[4];
        base64_group(bytes + i, length - i, signs);
        put(call, signs, 4);
    }
    put(call, "\"", 1);
}

void begin_answer(Call *call, const char *outcome) {
    call->length = 0; /* drops what was already written when a refusal comes late */
    open_object(call, NULL);
    if (call->id >= 0) {
        put_number(call, "id", call->id);
    } else {
        put_raw(call, "id", "null", 4);
    }
    put_text(call, "outcome", outcome);
}

void end_answer(Call *call) {
    close_object(call);
    call->answer[call->length++] = '\n'; /* there is room for one byte more than the limit */
}

/* ---- Refusals ---- */

static _Noreturn void leave(Call *call) {
    end_answer(call);
    longjmp(call->refused, 1);
}

_Noreturn void panic(Call *call, const char *code) {
    begin_answer(call, "panic");
    put_text(call, "code", code);
    leave(call);
}

static void reject(Call *call, const char *phase, const char *code) {
    begin_answer(call, "reject");
    put_text(call, "phase", phase);
    put_text(call, "code", code);
}

_Noreturn void malformed(Call *call, const char *code) {
    reject(call, "malformed", code);
    leave(call);
}

_Noreturn void malformed_at(Call *call, const char *code, size_t at) {
    reject(call, "malformed", code);
    put_number(call, "at", (int64_t) at);
    leave(call);
}

_Noreturn void invalid(Call *call, const char *code) {
    reject(call, "invalid", code);
    leave(call);
}

_Noreturn void unsupported(Call *call, const char *prefix, Json name) {
    begin_answer(call, "unsupported");
    put_raw(call, "feature", "\"", 1);
    put(call, prefix, strlen(prefix));
    put(call, name.at + 1, (size_t) (name.end - name.at) - 1);
    leave(call);
}

static void error(Call *call, const char *code) {
    begin_answer(call, "error");
    put_text(call, "code", code);
    put_flag(call, "definite", true); /* whatever fails here, nothing has happened yet */
}

_Noreturn void failed(Call *call, const char *code) {
    error(call, code);
    leave(call);
}

_Noreturn void bad_request(Call *call, const char *member, const char *expected) {
    char message[200];
    snprintf(message, sizeof message, "%s: expected %s", member, expected);
    error(call, "bad-request");
    put_text(call, "message", message);
    leave(call);
}

/* ---- Members ---- */

Json optional(Json object, const char *name) {
    return json_member(object, name);
}

Json want(Call *call, Json object, const char *name) {
    Json value = json_member(object, name);
    if (!value.at) {
        bad_request(call, name, "a member of this name");
    }
    return value;
}

Json want_array(Call *call, Json object, const char *name) {
    Json value = want(call, object, name);
    if (!json_is_array(value)) {
        bad_request(call, name, "an array");
    }
    return value;
}

size_t count_items(Json array) {
    size_t count = 0;
    for (Json item = {0}; json_next(array, &item);) {
        count++;
    }
    return count;
}

/* Reads an optional minus and up to 40 digits, all of the text: CONF-07. */
static bool decimal(const char *p, const char *end, Whole *whole) {
    bool negative = p < end && *p == '-';
    p += negative;
    if (p == end || end - p > 40) {
        return false;
    }
    uint64_t size = 0;
    for (; p < end; p++) {
        if (*p < '0' || *p > '9') {
            return false;
        }
        uint64_t digit = (uint64_t) (*p - '0');
        size = size > (UINT64_MAX - digit) / 10 ? UINT64_MAX : size * 10 + digit;
    }
    *whole = (Whole) {negative && size > 0, size};
    return true;
}

/* A text without its escapes: "\u0038" is "8". */
static Bytes decoded(Call *call, Json text) {
    Bytes bytes = {scratch(call, (size_t) (text.end - text.at), 1), 0};
    bytes.length = json_text(text, bytes.data);
    return bytes;
}

Whole want_decimal(Call *call, Json object, const char *name) {
    Json value = want(call, object, name);
    Bytes text = json_is_text(value) ? decoded(call, value) : (Bytes) {0};
    const char *signs = (const char *) text.data;
    Whole whole;
    if (!text.data || !decimal(signs, signs + text.length, &whole)) {
        bad_request(call, name, "a whole number as text");
    }
    return whole;
}

Whole want_whole(Call *call, Json object, const char *name) {
    Json value = want(call, object, name);
    if (json_is_text(value)) {
        return want_decimal(call, object, name);
    }
    Whole whole;
    /* CONF-07: beyond this size a number may have lost digits on its way, so it travels as text. */
    if (!json_is_number(value) || !decimal(value.at, value.end, &whole) || whole.size > 9007199254740991) {
        bad_request(call, name, "a whole number, as text if its size exceeds 9007199254740991");
    }
    return whole;
}

int64_t clamped(Whole whole) {
    if (whole.size > INT64_MAX) {
        return whole.negative ? INT64_MIN : INT64_MAX;
    }
    return whole.negative ? -(int64_t) whole.size : (int64_t) whole.size;
}

bool within(Whole whole, uint64_t limit) {
    return !whole.negative && whole.size <= limit;
}

int64_t want_integer(Call *call, Json object, const char *name) {
    return clamped(want_whole(call, object, name));
}

/* CONF-07: 0x and hexadecimal digits of either case, as many as asked for. */
static bool hexadecimal(Call *call, Json value, size_t least, size_t most, uint64_t *word) {
    if (!json_is_text(value)) {
        return false;
    }
    Bytes text = decoded(call, value);
    if (text.length < least + 2 || text.length > most + 2 || memcmp(text.data, "0x", 2) != 0) {
        return false;
    }
    *word = 0;
    for (size_t i = 2; i < text.length; i++) {
        static const char signs[] = "0123456789ABCDEFabcdef";
        const char *sign = memchr(signs, text.data[i], 22);
        if (!sign) {
            return false;
        }
        ptrdiff_t place = sign - signs;
        *word = *word << 4 | (uint64_t) (place < 16 ? place : place - 6);
    }
    return true;
}

uint64_t want_word(Call *call, Json object, const char *name) {
    uint64_t word;
    if (!hexadecimal(call, want(call, object, name), 1, 16, &word)) {
        bad_request(call, name, "0x and 1 to 16 hexadecimal digits");
    }
    return word;
}

uint32_t want_word32(Call *call, Json object, const char *name) {
    uint64_t word;
    if (!hexadecimal(call, want(call, object, name), 8, 8, &word)) {
        bad_request(call, name, "0x and 8 hexadecimal digits");
    }
    return (uint32_t) word;
}

Bytes want_bytes(Call *call, Json object, const char *name) {
    Json value = want(call, object, name);
    Bytes bytes = {0};
    if (json_is_text(value)) {
        Bytes signs = decoded(call, value);
        bytes.data = scratch(call, signs.length / 4 * 3 + 1, 1);
        if (base64_decode(signs.data, signs.length, bytes.data, &bytes.length)) {
            return bytes;
        }
    }
    bad_request(call, name, "base64 with padding");
}

bool flag_or_false(Call *call, Json object, const char *name) {
    Json value = optional(object, name);
    if (value.at && !json_is_true(value) && !json_is_false(value)) {
        bad_request(call, name, "true or false");
    }
    return json_is_true(value);
}
