#include "utf8.h"

/* Table 3-7 of the Unicode standard: what may stand second depends on the first byte. That alone keeps out overlong
   forms (C0, E0 80, F0 80), surrogates (ED A0) and what lies above U+10FFFF (F4 90). */
static const struct {
    uint8_t first, last, second_from, second_to, length;
} SEQUENCES[] = {
    {0x00, 0x7F, 0x00, 0x00, 1},
    {0xC2, 0xDF, 0x80, 0xBF, 2},
    {0xE0, 0xE0, 0xA0, 0xBF, 3},
    {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3},
    {0xEE, 0xEF, 0x80, 0xBF, 3},
    {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4},
    {0xF4, 0xF4, 0x80, 0x8F, 4},
};

size_t utf8_step(const uint8_t *bytes, size_t n, bool *good) {
    *good = false;
    for (size_t row = 0; row < sizeof SEQUENCES / sizeof SEQUENCES[0]; row++) {
        if (bytes[0] < SEQUENCES[row].first || bytes[0] > SEQUENCES[row].last) {
            continue;
        }
        uint8_t from = SEQUENCES[row].second_from, to = SEQUENCES[row].second_to;
        for (size_t k = 1; k < SEQUENCES[row].length; k++) {
            if (k == n || bytes[k] < from || bytes[k] > to) {
                return k;
            }
            from = 0x80, to = 0xBF;
        }
        *good = true;
        return SEQUENCES[row].length;
    }
    return 1;
}

bool utf8_check(const uint8_t *bytes, size_t n, uint64_t *chars, size_t *at) {
    *chars = 0;
    for (*at = 0; *at < n; ++*chars) {
        bool good;
        size_t length = utf8_step(bytes + *at, n - *at, &good);
        if (!good) {
            return false;
        }
        *at += length;
    }
    return true;
}
