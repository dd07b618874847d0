/* Reading JSON without a tree: a value is the stretch of text in which it stands. */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How deep arrays and objects may nest; RFC 8259, section 9, lets a reader choose. */
enum { JSON_DEPTH = 500 };

/* The text of one value, [at, end). A value that is absent has a null `at`. */
typedef struct {
    const char *at, *end;
} Json;

/* Whether `text` is one JSON object and nothing else; only then may the other functions look at it. */
bool json_object(Json text, Json *object);

/* The member of this name, absent if there is none or the value is no object; of several the last. */
Json json_member(Json object, const char *name);

/* Steps through an array: begin with an absent `item`. False after the last one. */
bool json_next(Json array, Json *item);

bool json_is_object(Json value);
bool json_is_array(Json value);
bool json_is_text(Json value);
bool json_is_number(Json value);
bool json_is_true(Json value);
bool json_is_false(Json value);

/* Whether a text value is this text. */
bool json_is(Json value, const char *text);

/* Decodes a text value into `bytes`, which has room for as many bytes as the value has; gives their number.
   A surrogate without its partner, which JSON allows, becomes three bytes that are not UTF-8. */
size_t json_text(Json value, uint8_t *bytes);

#endif
