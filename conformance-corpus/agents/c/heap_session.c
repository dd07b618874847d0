/* What the session has to do with the heap: options, reset, describe. */
#include "operations.h"

#include "handles.h"

#include <string.h>

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
    *size = letter ? number << (10 * (letter - letters + 1)) : number;
}

static bool has_mode(Call *call, Json params, const char *mode) {
    Json value = optional(params, "gc.stress");
    if (!json_is_text(value)) {
        return false;
    }
    char *text = scratch(call, (size_t) (value.end - value.at) + 1, 1);
    json_text(value, (uint8_t *) text);
    for (char *at = text; *at; at += strcspn(at, ",") + (at[strcspn(at, ",")] == ',')) {
        if (strcspn(at, ",") == strlen(mode) && strncmp(at, mode, strlen(mode)) == 0) {
            return true;
        }
    }
    return false;
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
    options.at_allocation = has_mode(call, params, "allocation");
    options.poisons = has_mode(call, params, "poison");
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
    table(call, "stress", (const char *const[]) {"mode", "what it does", NULL});
    row(call, (const char *const[]) {"allocation", "collects before every allocation, minor and full in turn", NULL});
    row(call, (const char *const[]) {"poison", "fills the nursery behind a collection with what is no value", NULL});
    end_table(call);
}
