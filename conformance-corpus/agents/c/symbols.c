/* Chapter "Values" and "Strings": symbols, the only thing that an agent of this level remembers between two requests. */
#include "operations.h"
#include "plain.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 4096, BYTES_LIMIT = 64 << 20 };

typedef struct Symbol Symbol;
struct Symbol {
    Symbol *next; /* in its bucket */
    int64_t index;
    size_t length;
    uint8_t text[];
};

static struct {
    Symbol *buckets[BUCKETS];
    Symbol **by_index;
    int64_t count, room;
    size_t bytes;
} symbols;

void forget_symbols(void) {
    for (int64_t i = 0; i < symbols.count; i++) {
        free(symbols.by_index[i]);
    }
    free(symbols.by_index);
    memset(&symbols, 0, sizeof symbols);
}

static Symbol *find(Bytes text, uint32_t bucket) {
    for (Symbol *symbol = symbols.buckets[bucket]; symbol; symbol = symbol->next) {
        if (symbol->length == text.length && memcmp(symbol->text, text.data, text.length) == 0) {
            return symbol;
        }
    }
    return NULL;
}

static bool make_room(void) {
    if (symbols.count < symbols.room) {
        return true;
    }
    int64_t room = symbols.room ? 2 * symbols.room : 64;
    Symbol **larger = realloc(symbols.by_index, (size_t) room * sizeof *larger);
    if (larger) {
        symbols.by_index = larger;
        symbols.room = room;
    }
    return larger;
}

/* A suite that interns without end must not fill the machine. */
static Symbol *add(Call *call, Bytes text, uint32_t bucket) {
    size_t size = sizeof(Symbol) + text.length;
    Symbol *symbol = symbols.bytes + size <= BYTES_LIMIT && make_room() ? malloc(size) : NULL;
    if (!symbol) {
        failed(call, "out-of-memory");
    }
    *symbol = (Symbol) {symbols.buckets[bucket], symbols.count, text.length};
    memcpy(symbol->text, text.data, text.length);
    symbols.by_index[symbols.count++] = symbol;
    symbols.buckets[bucket] = symbol;
    symbols.bytes += size;
    return symbol;
}

/* STR-12, VAL-13 */
void symbol_intern(Call *call) {
    Bytes text = want_text(call, call->request, "bytes");
    uint32_t bucket = string_hash_of(text) % BUCKETS;
    Symbol *symbol = find(text, bucket);
    if (!symbol) {
        symbol = add(call, text, bucket);
    }
    put_word(call, "word", word_of(&(Plain) {.kind = SYMBOL, .number = symbol->index}));
}

void symbol_text(Call *call) {
    Plain value;
    const char *fault = read_word(call, want_word(call, call->request, "word"), &value);
    if (fault || value.kind != SYMBOL) {
        malformed(call, "symbol-word");
    }
    if (value.number >= symbols.count) {
        malformed(call, "symbol-unknown");
    }
    const Symbol *symbol = symbols.by_index[value.number];
    put_bytes(call, "bytes", symbol->text, symbol->length);
}
