#include "handles.h"

#include "wrong.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    Name name;
    Word word;
    bool known; /* given and not dropped since */
    bool again; /* was dropped once */
} Handle;

static struct {
    Handle *items;
    size_t count, room;
} handles;

static const char SIGNS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

Name want_name(Call *call, Json object, const char *member) {
    Json value = want(call, object, member);
    Name name = {0};
    if (json_is_text(value)) {
        char *text = scratch(call, (size_t) (value.end - value.at) + 1, 1);
        size_t length = json_text(value, (uint8_t *) text);
        if (length >= 2 && length <= HANDLE_LENGTH && text[0] == '$' && strspn(text + 1, SIGNS) == length - 1) {
            memcpy(name.text, text, length);
            return name;
        }
    }
    bad_request(call, member, "a handle: $ and 1 to 64 letters, digits, _, . or -");
}

static Handle *find(const Name *name) {
    for (size_t i = 0; i < handles.count; i++) {
        if (strcmp(handles.items[i].name.text, name->text) == 0) {
            return &handles.items[i];
        }
    }
    return NULL;
}

static Handle *find_known(Call *call, const Name *name) {
    Handle *handle = find(name);
    if (!handle || !handle->known) {
        failed(call, "unknown-handle");
    }
    return handle;
}

Word look_up(Call *call, const Name *name) {
    return find_known(call, name)->word;
}

static Handle *add(const Name *name) {
    if (handles.count == handles.room) {
        handles.room = handles.room ? 2 * handles.room : 64;
        handles.items = realloc(handles.items, handles.room * sizeof *handles.items);
        if (!handles.items) {
            no_memory();
        }
    }
    handles.items[handles.count] = (Handle) {.name = *name};
    return &handles.items[handles.count++];
}

void set_handle(const Name *name, Word word) {
    Handle *handle = find(name);
    if (!handle) {
        handle = add(name);
    }
    handle->word = word;
    handle->known = true;
}

void drop_handle(Call *call, const Name *name) {
    Handle *handle = find_known(call, name);
    handle->known = false;
    handle->again = true;
}

void forget_handles(void) {
    free(handles.items);
    memset(&handles, 0, sizeof handles);
}

void each_root(void (*visit)(Word *root)) {
    visit(&heap.held);
    for (size_t i = 0; i < handles.count; i++) {
        Handle *handle = &handles.items[i];
        if (handle->known && !(IS_WRONG(ROOT_AGAIN_LOST) && handle->again)) {
            visit(&handle->word);
        }
    }
}
