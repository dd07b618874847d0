#include "base64.h"

#include <string.h>

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool base64_decode(const uint8_t *signs, size_t n, uint8_t *bytes, size_t *length) {
    if (n % 4 != 0) {
        return false;
    }
    size_t padding = n == 0 || signs[n - 1] != '=' ? 0 : signs[n - 2] != '=' ? 1 : 2;
    uint32_t group = 0;
    for (size_t i = 0; i < n; i++) {
        const char *sign = i < n - padding ? memchr(ALPHABET, signs[i], 64) : ALPHABET;
        if (!sign) {
            return false;
        }
        group = group << 6 | (uint32_t) (sign - ALPHABET);
        if (i % 4 == 3) {
            *bytes++ = (uint8_t) (group >> 16);
            *bytes++ = (uint8_t) (group >> 8);
            *bytes++ = (uint8_t) group;
        }
    }
    *length = n / 4 * 3 - padding;
    // The bits that belong to no byte are zero.
    return (group & ((1u << 8 * padding) - 1)) == 0;
}

void base64_group(const uint8_t *bytes, size_t n, char signs[4]) {
    uint32_t group = (uint32_t) bytes[0] << 16;
    group |= n > 1 ? (uint32_t) bytes[1] << 8 : 0;
    group |= n > 2 ? (uint32_t) bytes[2] : 0;
    signs[0] = ALPHABET[group >> 18];
    signs[1] = ALPHABET[group >> 12 & 63];
    signs[2] = n > 1 ? ALPHABET[group >> 6 & 63] : '=';
    signs[3] = n > 2 ? ALPHABET[group & 63] : '=';
}
