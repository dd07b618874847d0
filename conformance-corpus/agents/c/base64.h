/* Bytes as text: RFC 4648, section 4. */
#ifndef BASE64_H
#define BASE64_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes n signs; `bytes` has room for n / 4 * 3. False if this is no base64 with padding (CONF-08). */
bool base64_decode(const uint8_t *signs, size_t n, uint8_t *bytes, size_t *length);

/* Encodes up to three bytes as four signs. */
void base64_group(const uint8_t *bytes, size_t n, char signs[4]);

#endif
