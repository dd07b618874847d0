/* One request and its answer. A handler reads members, then writes the value of its answer; a refusal leaves it at once,
   by longjmp. That is safe here because a call owns nothing but its scratch memory, which is freed behind it, and it keeps
   every handler free of error paths: what stands there is the rule. */
#ifndef CALL_H
#define CALL_H

#include "json.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LINE_LIMIT = 1048576 }; /* bytes, the line end not counted: CONF-06 */

#define LENGTH(array) (sizeof (array) / sizeof (array)[0])

typedef struct {
    uint8_t *data;
    size_t length;
} Bytes;

typedef struct Scratch Scratch; /* a block of memory that lives as long as the call */

typedef struct {
    Json request;
    int64_t id;                  /* -1: none could be read */
    char answer[LINE_LIMIT + 1]; /* and the line end */
    size_t length;
    Scratch *scratch;
    jmp_buf refused;
} Call;

/* ---- The ends of a call ---- */

_Noreturn void panic(Call *call, const char *code);
_Noreturn void malformed(Call *call, const char *code);
_Noreturn void malformed_at(Call *call, const char *code, size_t at);
_Noreturn void invalid(Call *call, const char *code);
_Noreturn void unsupported(Call *call, const char *prefix, Json name);
_Noreturn void failed(Call *call, const char *code);
_Noreturn void bad_request(Call *call, const char *member, const char *expected);

/* ---- Memory until the end of the call ---- */

void *scratch(Call *call, size_t count, size_t size);
void scratch_free(Call *call);

/* ---- Members; `want` refuses the request if the member is absent or has the wrong form ---- */

/* A whole number of any size. What exceeds 64 bits stays at their limits, which lie outside of every range. */
typedef struct {
    bool negative;
    uint64_t size;
} Whole;

Json want(Call *call, Json object, const char *name);
Json optional(Json object, const char *name);
Json want_array(Call *call, Json object, const char *name);
size_t count_items(Json array);
Whole want_whole(Call *call, Json object, const char *name);
Whole want_decimal(Call *call, Json object, const char *name);
int64_t want_integer(Call *call, Json object, const char *name);
uint64_t want_word(Call *call, Json object, const char *name);
uint32_t want_word32(Call *call, Json object, const char *name);
Bytes want_bytes(Call *call, Json object, const char *name);
bool flag_or_false(Call *call, Json object, const char *name);

/* The number, or the nearest that 64 bits hold. */
int64_t clamped(Whole whole);
/* Whether it is from 0 to the limit. */
bool within(Whole whole, uint64_t limit);

/* ---- The answer; the name is null inside an array ---- */

void open_object(Call *call, const char *name);
void close_object(Call *call);
void open_array(Call *call, const char *name);
void close_array(Call *call);
void put_text(Call *call, const char *name, const char *text); /* plain ASCII, nothing to escape */
void put_json(Call *call, const char *name, Json text);        /* as it came */
void put_number(Call *call, const char *name, int64_t number);
void put_decimal(Call *call, const char *name, int64_t number);
void put_flag(Call *call, const char *name, bool flag);
void put_word(Call *call, const char *name, uint64_t word);
void put_word32(Call *call, const char *name, uint32_t word);
void put_bytes(Call *call, const char *name, const void *data, size_t length);

void begin_answer(Call *call, const char *outcome);
void end_answer(Call *call);

#endif
