#include "json.h"

#include <string.h>

/* ---- The grammar of RFC 8259: each function steps over one thing, or gives null where it is not. ---- */

static const char *value(const char *p, const char *end, int depth);

static const char *blanks(const char *p, const char *end) {
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')) {
        p++;
    }
    return p;
}

static const char *sign(const char *p, const char *end, char wanted) {
    return p && p < end && *p == wanted ? p + 1 : NULL;
}

static const char *word(const char *p, const char *end, const char *wanted) {
    size_t length = strlen(wanted);
    return (size_t) (end - p) >= length && memcmp(p, wanted, length) == 0 ? p + length : NULL;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static int hex_digit(char c) {
    return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static const char *digits(const char *p, const char *end) {
    if (p == end || !is_digit(*p)) {
        return NULL;
    }
    while (p < end && is_digit(*p)) {
        p++;
    }
    return p;
}

static const char *number(const char *p, const char *end) {
    if (p < end && *p == '-') {
        p++;
    }
    /* A number does not begin with 0 unless this is all of its whole part. */
    p = p < end && *p == '0' ? p + 1 : digits(p, end);
    if (p && p < end && *p == '.') {
        p = digits(p + 1, end);
    }
    if (p && p < end && (*p == 'e' || *p == 'E')) {
        p++;
        p = digits(p < end && (*p == '+' || *p == '-') ? p + 1 : p, end);
    }
    return p;
}

static const char *escape(const char *p, const char *end) {
    if (p == end) {
        return NULL;
    }
    if (*p != 'u') {
        return *p != '\0' && strchr("\"\\/bfnrt", *p) ? p + 1 : NULL;
    }
    p++;
    for (int i = 0; i < 4; i++, p++) {
        if (p == end || hex_digit(*p) < 0) {
            return NULL;
        }
    }
    return p;
}

static const char *text(const char *p, const char *end) {
    p = sign(p, end, '"');
    while (p && p < end && *p != '"') {
        if ((unsigned char) *p < 0x20) {
            return NULL;
        }
        p = *p == '\\' ? escape(p + 1, end) : p + 1;
    }
    return sign(p, end, '"');
}

static const char *member(const char *p, const char *end, int depth) {
    p = text(p, end);
    p = p ? sign(blanks(p, end), end, ':') : NULL;
    return p ? value(blanks(p, end), end, depth) : NULL;
}

/* An array or an object: the two differ in their brackets and in what stands between the commas. */
static const char *list(const char *p, const char *end, int depth, char close,
                        const char *(*entry)(const char *, const char *, int)) {
    if (depth == JSON_DEPTH) {
        return NULL;
    }
    p = blanks(p + 1, end);
    if (p < end && *p == close) {
        return p + 1;
    }
    for (;;) {
        p = entry(p, end, depth + 1);
        if (!p) {
            return NULL;
        }
        p = blanks(p, end);
        if (p == end || *p != ',') {
            return sign(p, end, close);
        }
        p = blanks(p + 1, end);
    }
}

static const char *value(const char *p, const char *end, int depth) {
    if (p == end) {
        return NULL;
    }
    switch (*p) {
    case '{': return list(p, end, depth, '}', member);
    case '[': return list(p, end, depth, ']', value);
    case '"': return text(p, end);
    case 't': return word(p, end, "true");
    case 'f': return word(p, end, "false");
    case 'n': return word(p, end, "null");
    default: return number(p, end);
    }
}

bool json_object(Json whole, Json *object) {
    const char *begin = blanks(whole.at, whole.end);
    const char *end = begin < whole.end && *begin == '{' ? value(begin, whole.end, 0) : NULL;
    if (!end || blanks(end, whole.end) != whole.end) {
        return false;
    }
    *object = (Json) {begin, end};
    return true;
}

/* ---- Looking into text that is known to be well formed ---- */

static const char *skip_text(const char *p) {
    for (p++; *p != '"'; p++) {
        if (*p == '\\') {
            p++;
        }
    }
    return p + 1;
}

/* The end of the value at p. Counts brackets instead of recursing, so that each byte is looked at once. */
static const char *skip(const char *p, const char *end) {
    int depth = 0;
    do {
        switch (*p) {
        case '{': case '[': depth++, p++; break;
        case '}': case ']': depth--, p++; break;
        case '"': p = skip_text(p); break;
        default: p++; break;
        }
    } while (p < end && (depth > 0 || !strchr(",:]} \t\r\n", *p)));
    return p;
}

static bool begins(Json value, const char *signs) {
    return value.at && strchr(signs, *value.at);
}

bool json_is_object(Json value) { return begins(value, "{"); }
bool json_is_array(Json value) { return begins(value, "["); }
bool json_is_text(Json value) { return begins(value, "\""); }
bool json_is_number(Json value) { return begins(value, "-0123456789"); }
bool json_is_true(Json value) { return begins(value, "t"); }
bool json_is_false(Json value) { return begins(value, "f"); }

/* The value behind a bracket, a comma or a colon; absent if the list is empty. */
static Json behind(const char *p, const char *end) {
    p = blanks(p, end);
    return *p == ']' || *p == '}' ? (Json) {0} : (Json) {p, skip(p, end)};
}

Json json_member(Json object, const char *name) {
    Json found = {0};
    if (!json_is_object(object)) {
        return found;
    }
    Json key = behind(object.at + 1, object.end);
    while (key.at) {
        Json held = behind(blanks(key.end, object.end) + 1, object.end);
        if (json_is(key, name)) {
            found = held;
        }
        const char *p = blanks(held.end, object.end);
        key = *p == ',' ? behind(p + 1, object.end) : (Json) {0};
    }
    return found;
}

bool json_next(Json array, Json *item) {
    if (!item->at) {
        *item = behind(array.at + 1, array.end);
        return item->at;
    }
    const char *p = blanks(item->end, array.end);
    *item = *p == ',' ? behind(p + 1, array.end) : (Json) {0};
    return item->at;
}

/* ---- Texts ---- */

static uint32_t four_digits(const char *p) {
    uint32_t unit = 0;
    for (int i = 0; i < 4; i++) {
        unit = unit << 4 | (uint32_t) hex_digit(p[i]);
    }
    return unit;
}

/* One character of a text, escaped or not, as one to four bytes; gives their number and moves *p behind it. */
static size_t character(const char **p, uint8_t *bytes) {
    if (**p != '\\') {
        bytes[0] = (uint8_t) *(*p)++;
        return 1;
    }
    char kind = (*p)[1];
    *p += 2;
    if (kind != 'u') {
        static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
        const char *letter = strchr(letters, kind);
        bytes[0] = (uint8_t) (letter ? meanings[letter - letters] : kind);
        return 1;
    }
    uint32_t c = four_digits(*p);
    *p += 4;
    if (c >= 0xD800 && c <= 0xDBFF && (*p)[0] == '\\' && (*p)[1] == 'u') {
        uint32_t low = four_digits(*p + 2);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            *p += 6;
        }
    }
    if (c < 0x80) {
        bytes[0] = (uint8_t) c;
        return 1;
    }
    size_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const uint8_t leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t k = length - 1; k > 0; k--, c >>= 6) {
        bytes[k] = (uint8_t) (0x80 | (c & 0x3F));
    }
    bytes[0] = (uint8_t) (leads[length] | c);
    return length;
}

size_t json_text(Json value, uint8_t *bytes) {
    size_t length = 0;
    for (const char *p = value.at + 1; p < value.end - 1;) {
        length += character(&p, bytes + length);
    }
    return length;
}

bool json_is(Json value, const char *wanted) {
    if (!json_is_text(value)) {
        return false;
    }
    for (const char *p = value.at + 1; p < value.end - 1;) {
        uint8_t bytes[4];
        size_t length = character(&p, bytes);
        if (strncmp(wanted, (const char *) bytes, length) != 0 || memchr(bytes, 0, length)) {
            return false;
        }
        wanted += length;
    }
    return *wanted == '\0';
}
