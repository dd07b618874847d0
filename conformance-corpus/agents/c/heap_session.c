/* What the session has to do with the heap: options, reset, describe. */
#include "operations.h"

#include "handles.h"

#include <string.h>

#define OPTION_MOST (UINT64_C(1) << 50) /* so that no sum of options overflows */

/* Digits, and K, M or G; anything else leaves the option as it is, since heap.options is not announced (CFG-09a). */
static void read_size(Call *call, Json params, const char *name, uint64_t *size) {
    static const char letters[] = "KMG";
    Json value = optional(params, name);
    if (!json_is_text(value)) {
        return;
    }
    char *text = scratch(call, (size_t) (value.end - value.at) + 1, 1);
    size_t length = json_text(value, (uint8_t *) text), digits = strspn(text, "0123456789");
    const char *letter = digits < length ? memchr(letters, text[digits], 3) : NULL;
    if (digits == 0 || digits > 12 || length > digits + (letter ? 1 : 0)) {
        return;
    }
    uint64_t number = 0;
    for (size_t i = 0; i < digits; i++) {
        number = 10 * number + (uint64_t) (text[i] - '0');
    }
    int shift = letter ? 10 * (int) (letter - letters + 1) : 0;
    *size = number <= OPTION_MOST >> shift ? number << shift : *size;
}

void configure_heap(Call *call) {
    Options options = DEFAULT_OPTIONS;
    Json params = optional(call->request, "params");
    read_size(call, params, "heap.initial_size", &options.initial_size);
    read_size(call, params, "heap.max_size", &options.max_size);
    read_size(call, params, "gc.nursery_size", &options.nursery_size);
    read_size(call, params, "gc.collection_threshold", &options.threshold);
    read_size(call, params, "scheduler.threads", &options.workers);
    options.workers += options.workers == 0;
    options.enabled = !json_is(optional(params, "gc.enabled"), "false");
    forget_handles();
    heap_open(options);
}

void reset_heap(void) {
    forget_handles();
    heap_open(heap.options);
}

void describe_heap(Call *call) {
    table(call, "spaces", (const char *const[]) {"space", "what lies there", NULL});
    row(call, (const char *const[]) {"nursery", "what was allocated since the last collection", NULL});
    row(call, (const char *const[]) {"mature", "what survived one", NULL});
    row(call, (const char *const[]) {"large", "objects of more than 262,144 bytes", NULL});
    end_table(call);
}

void describe_gc(Call *call) {
    table(call, "collections", (const char *const[]) {"kind", "what it does", NULL});
    row(call, (const char *const[]) {"minor", "moves what lives out of the nursery", NULL});
    row(call, (const char *const[]) {"full", "does that, then marks and sweeps mature space and large objects", NULL});
    end_table(call);
}
