/* A sample agent of the Jet conformance protocol, with the stateless level and a heap: reads a line, answers a line. Begin to
   read here; the table below says which file serves what. Clauses are cited by their names, HDR-03 or CONF-05. */
#include "heap.h"
#include "operations.h"
#include "utf8.h"
#include "wrong.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool finished; /* bye was answered */

static void hello(Call *call);
static void configure(Call *call);
static void reset(Call *call);
static void ping(Call *call);
static void cancel(Call *call);
static void bye(Call *call);
static void describe(Call *call);

/* What is served, and the feature that announces it: from this one table come the dispatch and the capabilities, so that
   nothing is announced that is not served (CONF-10). Rows of one chapter stand together. */
static const struct {
    const char *name, *chapter, *level;
    void (*serve)(Call *call);
} OPERATIONS[] = {
    {"hello", NULL, NULL, hello},
    {"configure", NULL, NULL, configure},
    {"reset", NULL, NULL, reset},
    {"ping", NULL, NULL, ping},
    {"cancel", NULL, NULL, cancel},
    {"bye", NULL, NULL, bye},
    {"describe", "conformance", "describe", describe},
    {"value.encode", "value", "words", value_encode}, /* plain.c */
    {"value.decode", "value", "words", value_decode},
    {"value.classify", "value", "words", value_classify},
    {"value.eval", "value", "arithmetic", value_eval}, /* eval.c */
    {"value.eval", "value", "wrapping", value_eval}, /* operators and kinds of operands that are features of their own */
    {"value.eval", "value", "floats", value_eval},
    {"value.eval", "value", "kinds", value_eval},
    {"value.eval", "value", "allocations", value_eval}, /* the member `allocated` of answers */
    {"value.store", "value", "storage", value_store}, /* storage.c */
    {"value.load", "value", "storage", value_load},
    {"value.box", "value", "boxes", value_box},
    {"value.unbox", "value", "boxes", value_unbox},
    {"symbol.intern", "value", "symbols", symbol_intern}, /* symbols.c */
    {"symbol.text", "value", "symbols", symbol_text},
    {"header.pack", "header", "bytes", header_pack}, /* header.c */
    {"header.unpack", "header", "bytes", header_unpack},
    {"header.transition", "header", "transitions", header_transition},
    {"layout.struct", "layout", "struct", layout_struct}, /* structs.c */
    {"struct.write", "layout", "struct", struct_write},
    {"struct.read", "layout", "struct", struct_read},
    {"layout.array", "layout", "array", layout_array}, /* arrays.c */
    {"array.image", "layout", "array", array_image},
    {"array.index", "layout", "array", array_index},
    {"array.grow", "layout", "array", array_grow},
    {"array.slice", "layout", "slice", array_slice},
    {"layout.soa", "layout", "soa", layout_soa},
    {"string.form", "string", "forms", string_form}, /* strings.c */
    {"string.decode", "string", "forms", string_decode},
    {"string.hash", "string", "forms", string_hash},
    {"string.utf8", "string", "utf8", string_utf8},
    {"string.export", "string", "export", string_export},
    {"heap.alloc", "heap", "core", heap_alloc}, /* heap_ops.c */
    {"heap.get", "heap", "core", heap_get},
    {"heap.set", "heap", "core", heap_set},
    {"heap.write", "heap", "core", heap_write},
    {"heap.read", "heap", "core", heap_read},
    {"heap.root", "heap", "core", heap_root},
    {"heap.unroot", "heap", "core", heap_unroot},
    {"heap.same", "heap", "core", heap_same},
    {"heap.churn", "heap", "core", heap_churn},
    {"heap.chain", "heap", "core", heap_chain},
    {"heap.walk", "heap", "core", heap_walk},
    {"heap.pin", "heap", "pin", heap_pin},
    {"heap.unpin", "heap", "pin", heap_unpin},
    {"gc.collect", "gc", "collect", gc_collect},
};

/* ---- The session ---- */

static bool same(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

static void put_capabilities(Call *call) {
    const char *chapter = NULL, *level = NULL;
    open_object(call, "capabilities");
    for (size_t i = 0; i < LENGTH(OPERATIONS); i++) {
        if (!OPERATIONS[i].chapter) {
            continue;
        }
        if (!same(OPERATIONS[i].chapter, chapter)) {
            if (chapter) {
                close_array(call);
            }
            chapter = OPERATIONS[i].chapter, level = NULL;
            open_array(call, chapter);
        }
        if (!same(OPERATIONS[i].level, level)) {
            level = OPERATIONS[i].level;
            put_text(call, NULL, level);
        }
    }
    close_array(call);
    close_object(call);
}

static void want_protocol_1(Call *call) {
    Json array = want_array(call, call->request, "protocols");
    bool common = false;
    for (Json item = {0}; json_next(array, &item);) {
        common |= json_is_number(item) && item.end - item.at == 1 && *item.at == '1';
    }
    if (!common) {
        failed(call, "no-protocol");
    }
}

/* CONF-09 */
static void hello(Call *call) {
    want_protocol_1(call);
    put_number(call, "protocol", 1);
    open_object(call, "impl");
    put_text(call, "name", "jet-sample-c");
    put_text(call, "version", "0.1.0");
    put_text(call, "language", "C");
    put_text(call, "issues", "https://example.org/jet-sample-c/issues");
    close_object(call);
    put_capabilities(call);
    open_array(call, "controls");
    close_array(call);
    open_array(call, "profiles");
    put_text(call, NULL, "tagged");
    close_array(call);
    open_object(call, "params");
    put_number(call, "wordBits", 64);
    close_object(call);
}

/* CONF-11: one profile, so only the options of the heap are remembered. */
static void configure(Call *call) {
    Json profile = want(call, call->request, "profile");
    if (!json_is_text(profile)) {
        bad_request(call, "profile", "the name of a profile");
    }
    if (optional(call->request, "seed").at) {
        want_decimal(call, call->request, "seed"); /* nothing here is left to chance */
    }
    if (!json_is(profile, "tagged")) {
        unsupported(call, "profile.", profile);
    }
    configure_heap(call);
}

static void reset(Call *call) {
    (void) call;
    forget_symbols();
    reset_heap();
}

static void ping(Call *call) {
    (void) call;
}

/* CONF-14: each request is answered before the next is read, so it is always too late. */
static void cancel(Call *call) {
    Json target = want(call, call->request, "target");
    if (!json_is_number(target) || want_whole(call, call->request, "target").negative) {
        bad_request(call, "target", "an id");
    }
    put_flag(call, "cancelled", false);
}

static void bye(Call *call) {
    (void) call;
    finished = true;
}

/* ---- Describe: CONF-18 ---- */

static void put_list(Call *call, const char *name, const char *const texts[]) {
    open_array(call, name);
    for (size_t i = 0; texts[i]; i++) {
        put_text(call, NULL, texts[i]);
    }
    close_array(call);
}

void table(Call *call, const char *name, const char *const columns[]) {
    open_object(call, NULL);
    put_text(call, "name", name);
    put_list(call, "columns", columns);
    open_array(call, "rows");
}

void row(Call *call, const char *const cells[]) {
    put_list(call, NULL, cells);
}

void end_table(Call *call) {
    close_array(call);
    close_object(call);
}

static void describe_nothing(Call *call) {
    (void) call; /* the NaN profile is not offered */
}

static void describe(Call *call) {
    static const struct {
        const char *name;
        void (*describe)(Call *call);
    } topics[] = {
        {"value", describe_value},   {"nan", describe_nothing},   {"header", describe_header},
        {"layout", describe_layout}, {"string", describe_string}, {"heap", describe_heap},
        {"gc", describe_gc},
    };
    Json topic = want(call, call->request, "topic");
    for (size_t i = 0; i < LENGTH(topics); i++) {
        if (json_is(topic, topics[i].name)) {
            open_array(call, "tables");
            topics[i].describe(call);
            close_array(call);
            return;
        }
    }
    bad_request(call, "topic", "value, nan, header, layout, string, heap or gc");
}

/* ---- From a line to an answer ---- */

static void serve(Call *call) {
    Json op = want(call, call->request, "op");
    if (!json_is_text(op) || op.end - op.at == 2) {
        bad_request(call, "op", "the name of an operation");
    }
    for (size_t i = 0; i < LENGTH(OPERATIONS); i++) {
        if (json_is(op, OPERATIONS[i].name)) {
            begin_answer(call, "ok");
            open_object(call, "value");
            OPERATIONS[i].serve(call);
            close_object(call);
            end_answer(call);
            return;
        }
    }
    unsupported(call, "", op); /* CONF-04 */
}

/* CONF-05: first the line, then the id, then the rest; the later the fault, the more of it can be named. */
static void understand(Call *call, Json line) {
    uint64_t chars;
    size_t at;
    if (!utf8_check((const uint8_t *) line.at, (size_t) (line.end - line.at), &chars, &at)
        || !json_object(line, &call->request)) {
        failed(call, "bad-line");
    }
    Whole id = {0};
    if (!json_is_number(want(call, call->request, "id")) || (id = want_whole(call, call->request, "id")).negative) {
        bad_request(call, "id", "a number from 0 to 9007199254740991");
    }
    call->id = (int64_t) id.size;
    serve(call);
}

/* The only setjmp. It changes no variable of its own, so that none is lost when a refusal comes back here. */
static void answer(Call *call, Json line) {
    call->id = -1;
    call->length = 0;
    if (setjmp(call->refused) == 0) {
        if (line.at) {
            understand(call, line);
        } else {
            failed(call, "line-too-long");
        }
    }
    scratch_free(call);
}

/* Reads a line without its end; false at the end of the input. Of a line that is too long no byte is kept (CONF-06). */
static bool next_line(char *room, Json *line) {
    size_t length = 0;
    int c;
    while ((c = getchar()) != EOF && c != '\n') {
        if (length < LINE_LIMIT) {
            room[length] = (char) c;
        }
        length += length <= LINE_LIMIT;
    }
    *line = length <= LINE_LIMIT ? (Json) {room, room + length} : (Json) {0};
    return c != EOF || length > 0;
}

/* A wrong agent (wrong.h) is told what to do wrong; the right one takes no arguments. */
static bool understands(int count, char **arguments) {
#ifdef WRONG
    if (count == 3 && strcmp(arguments[1], "--wrong") == 0) {
        return choose_fault(arguments[2]);
    }
#endif
    (void) arguments;
    return count == 1;
}

int main(int count, char **arguments) {
    static char room[LINE_LIMIT];
    static Call call; /* static: it holds a whole answer */
    Json line;
    if (!understands(count, arguments)) {
        fputs("these arguments mean nothing to this agent; it reads requests from its standard input\n", stderr);
        return 64;
    }
    heap_open(DEFAULT_OPTIONS);
    while (!finished && next_line(room, &line)) {
        answer(&call, line);
        /* The suite waits for this line: without the flush it waits for ever. */
        if (fwrite(call.answer, 1, call.length, stdout) != call.length || fflush(stdout) != 0) {
            return EXIT_FAILURE;
        }
    }
    forget_symbols();
    return EXIT_SUCCESS;
}
