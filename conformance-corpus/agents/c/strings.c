/* Chapter "Layout", strings. string.form, string.decode, string.hash, string.utf8, string.export. */
#include "header.h"
#include "operations.h"
#include "plain.h"
#include "text.h"
#include "utf8.h"

#include <string.h>

enum { INLINE_LEAST = 8, INLINE_MOST = 23, INLINE_FLAG = 1, MARK = 0x80 }; /* STR-06, STR-07 */

uint32_t string_hash_of(Bytes text) {
    uint32_t hash = 2166136261;
    for (size_t i = 0; i < text.length; i++) {
        hash = (hash ^ text.data[i]) * 16777619;
    }
    return hash ? hash : 1; /* 0 in the object means: not computed yet (STR-03) */
}

static uint64_t count_chars(Bytes text) {
    uint64_t chars;
    size_t at;
    utf8_check(text.data, text.length, &chars, &at);
    return chars;
}

static Bytes checked_text(Call *call, Bytes text) {
    uint64_t chars;
    size_t at;
    if (!utf8_check(text.data, text.length, &chars, &at)) {
        malformed_at(call, "utf8", at);
    }
    return text;
}

Bytes want_text(Call *call, Json object, const char *name) {
    return checked_text(call, want_bytes(call, object, name));
}

static void put_content(Call *call, const char *form, Bytes text) {
    put_text(call, "form", form);
    put_number(call, "length", (int64_t) text.length);
    put_number(call, "chars", (int64_t) count_chars(text));
    put_word32(call, "hash", string_hash_of(text));
}

/* ---- string.form ---- */

static StringObject new_string(Bytes text, bool hashed) {
    StringObject object = {
        .header = new_header(TYPE_STRING, sizeof object - sizeof object.header, 8),
        .length = (uint32_t) text.length,
        .chars = (uint32_t) count_chars(text),
        .hash = hashed ? string_hash_of(text) : 0,
    };
    return object;
}

static void form_inline(Call *call, Bytes text, bool hashed) {
    StringObject object = new_string(text, hashed);
    object.header.meta |= INLINE_FLAG;
    memcpy(object.storage.inside.text, text.data, text.length);
    object.storage.inside.mark = (uint8_t) (MARK | text.length);
    put_bytes(call, "image", &object, sizeof object);
}

static void form_external(Call *call, Bytes text, bool hashed) {
    if (!optional(call->request, "address").at) {
        return; /* without a place for the text there is no image */
    }
    StringObject object = new_string(text, hashed);
    object.storage.outside.address = want_word(call, call->request, "address");
    object.storage.outside.length = text.length;
    object.storage.outside.capacity = text.length;
    if (optional(call->request, "capacity").at) {
        Whole capacity = want_whole(call, call->request, "capacity");
        if (!within(capacity, INT64_MAX) || capacity.size < text.length) {
            bad_request(call, "capacity", "a number from the length to 2^63 - 1");
        }
        object.storage.outside.capacity = capacity.size;
    }
    put_bytes(call, "image", &object, sizeof object);
}

void string_form(Call *call) {
    bool hashed = flag_or_false(call, call->request, "hashed");
    Bytes text = want_text(call, call->request, "bytes");
    Plain value = {.kind = STRING, .bytes = text};
    bool immediate = is_immediate(&value), inside = text.length <= INLINE_MOST;
    put_content(call, immediate ? "immediate" : inside ? "inline" : "external", text);
    put_number(call, "allocated", immediate ? 0 : (int64_t) sizeof(StringObject));
    if (immediate) {
        put_word(call, "word", word_of(&value));
    } else if (inside) {
        form_inline(call, text, hashed);
    } else {
        form_external(call, text, hashed);
    }
}

/* ---- string.decode: STR-08, in the order of the clause ---- */

static void decode_word(Call *call) {
    Plain value;
    const char *fault = read_word(call, want_word(call, call->request, "word"), &value);
    if (fault) {
        malformed(call, fault);
    }
    if (value.kind != STRING) {
        malformed(call, "string-type");
    }
    put_content(call, "immediate", value.bytes);
    put_bytes(call, "bytes", value.bytes.data, value.bytes.length);
}

/* Gives whether the string is inline. */
static bool check_object(Call *call, const StringObject *object) {
    check_header(call, object->header);
    if (header_type(object->header) != TYPE_STRING) {
        malformed(call, "string-type");
    }
    if (object->header.size != sizeof *object - sizeof object->header) {
        malformed(call, "string-length");
    }
    bool flagged = object->header.meta & INLINE_FLAG;
    if (flagged != (object->storage.inside.mark >= MARK)) {
        malformed(call, "string-form");
    }
    return flagged;
}

static void check_inline(Call *call, const StringObject *object) {
    if (object->length < INLINE_LEAST || object->length > INLINE_MOST
        || object->length != (object->storage.inside.mark & ~MARK)) {
        malformed(call, "string-tier");
    }
    for (size_t i = object->length; i < INLINE_MOST; i++) {
        if (object->storage.inside.text[i]) {
            malformed(call, "string-padding");
        }
    }
}

static void check_external(Call *call, const StringObject *object) {
    if (object->length <= INLINE_MOST || object->length != object->storage.outside.length) {
        malformed(call, "string-tier");
    }
    /* Bit 63 of the capacity is bit 7 of the mark, so check_object has already found it clear. */
    if (object->storage.outside.capacity < object->length) {
        malformed(call, "string-capacity");
    }
}

static void check_content(Call *call, const StringObject *object, Bytes text) {
    uint64_t chars;
    size_t at;
    if (text.length != object->length) {
        malformed(call, "string-tier");
    }
    if (!utf8_check(text.data, text.length, &chars, &at)) {
        malformed_at(call, "utf8", at);
    }
    if (chars != object->chars) {
        malformed(call, "string-chars");
    }
    if (object->hash && object->hash != string_hash_of(text)) {
        malformed(call, "string-hash");
    }
}

/* All that can be said of a text that lies elsewhere: a character has one to four bytes. */
static void put_unseen(Call *call, const StringObject *object) {
    if (object->chars > object->length || (uint64_t) object->chars * 4 < object->length) {
        malformed(call, "string-chars");
    }
    put_text(call, "form", "external");
    put_number(call, "length", object->length);
    put_number(call, "chars", object->chars);
    if (object->hash) {
        put_word32(call, "hash", object->hash); /* STR-03: 0 is never reported */
    }
}

static void decode_image(Call *call) {
    Bytes image = want_bytes(call, call->request, "image");
    bool seen = optional(call->request, "content").at;
    Bytes content = seen ? want_bytes(call, call->request, "content") : (Bytes) {0};
    StringObject object;
    if (image.length != sizeof object) {
        malformed(call, "string-length");
    }
    memcpy(&object, image.data, sizeof object);
    bool inside = check_object(call, &object);
    (inside ? check_inline : check_external)(call, &object);
    if (object.zero) {
        malformed(call, "string-zero");
    }
    if (inside) {
        content = (Bytes) {object.storage.inside.text, object.length};
    }
    if (!inside && !seen) {
        put_unseen(call, &object);
        return;
    }
    check_content(call, &object, content);
    put_content(call, inside ? "inline" : "external", content);
    if (inside) {
        put_bytes(call, "bytes", content.data, content.length);
    }
}

void string_decode(Call *call) {
    bool word = optional(call->request, "word").at, image = optional(call->request, "image").at;
    if (word == image) {
        bad_request(call, "word", "either this or an image");
    }
    (word ? decode_word : decode_image)(call);
}

/* ---- The rest ---- */

void string_hash(Call *call) {
    put_word32(call, "hash", string_hash_of(want_text(call, call->request, "bytes")));
}

/* STR-01: each maximal subpart of an ill-formed sequence becomes one U+FFFD. */
static void put_replaced(Call *call, Bytes bytes) {
    Bytes text = {scratch(call, 3 * bytes.length + 1, 1), 0}; /* each byte may become three */
    for (size_t i = 0; i < bytes.length;) {
        bool good;
        size_t step = utf8_step(bytes.data + i, bytes.length - i, &good);
        memcpy(text.data + text.length, good ? bytes.data + i : (const uint8_t *) "\xEF\xBF\xBD", good ? step : 3);
        text.length += good ? step : 3;
        i += step;
    }
    put_bytes(call, "bytes", text.data, text.length);
}

void string_utf8(Call *call) {
    bool lossy = flag_or_false(call, call->request, "lossy");
    Bytes bytes = want_bytes(call, call->request, "bytes");
    uint64_t chars;
    size_t at;
    bool valid = utf8_check(bytes.data, bytes.length, &chars, &at);
    put_flag(call, "valid", valid);
    if (lossy) {
        put_replaced(call, bytes);
    } else if (valid) {
        put_number(call, "chars", (int64_t) chars);
    } else {
        put_number(call, "at", (int64_t) at);
    }
}

/* STR-17 */
void string_export(Call *call) {
    Bytes text = want_text(call, call->request, "bytes");
    uint8_t *copy = scratch(call, text.length + 1, 1);
    memcpy(copy, text.data, text.length);
    copy[text.length] = 0;
    put_bytes(call, "bytes", copy, text.length + 1);
}

void describe_string(Call *call) {
    table(call, "forms", (const char *const[]) {"bytes", "form", NULL});
    row(call, (const char *const[]) {"0 to 7", "immediate", NULL});
    row(call, (const char *const[]) {"8 to 23", "inline", NULL});
    row(call, (const char *const[]) {"24 and more", "external", NULL});
    end_table(call);
}
