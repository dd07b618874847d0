/* Chapter "Object headers": header.pack, header.unpack, header.transition. */
#include "header.h"

#include "operations.h"

#include <string.h>

/* Fields of the header word (HDR-02) and of the meta word (HDR-04, HDR-05, HDR-06). */
enum { TYPE_BITS = 24, GC_SHIFT = 24, RC_SHIFT = 28, ALIGN_SHIFT = 16, WEAK_SHIFT = 20, STRONG_SHIFT = 32 };
#define TYPE_LIMIT UINT32_C(0xFFFFFF)
#define WEAK_LIMIT UINT64_C(0xFFF)
#define STRONG_LIMIT UINT64_C(0xFFFFFFFF)

/* The gc bits (HDR-09). */
enum { WHITE = 0, GREY = 1, BLACK = 2, FORWARDED = 3, COLOUR = 3, PINNED = 4, LOGGED = 8, COPYING = FORWARDED | LOGGED };

enum { SIDE_COUNT = 8 }; /* of the rc bits (HDR-11) */

uint32_t header_type(Header header) {
    return header.word & TYPE_LIMIT;
}

static unsigned gc_of(Header header) {
    return header.word >> GC_SHIFT & 0xF;
}

static Header with_gc(Header header, unsigned gc) {
    header.word = (header.word & ~(UINT32_C(0xF) << GC_SHIFT)) | (uint32_t) gc << GC_SHIFT;
    return header;
}

static uint64_t logarithm(uint64_t power_of_two) {
    uint64_t log = 0;
    while (power_of_two >> log > 1) {
        log++;
    }
    return log;
}

static bool is_alignment(uint64_t n) {
    return n >= 1 && n <= ALIGN_LIMIT && (n & (n - 1)) == 0;
}

Header new_header(uint32_t type, uint64_t size, uint64_t align) {
    return (Header) {.word = type, .size = (uint32_t) size, .meta = logarithm(align) << ALIGN_SHIFT};
}

/* ---- header.pack: HDR-08 ---- */

static uint64_t field(Call *call, const char *name, uint64_t limit, const char *code) {
    Whole whole = want_whole(call, call->request, name);
    if (!within(whole, limit)) {
        invalid(call, code);
    }
    return whole.size;
}

static uint64_t pack_meta(Call *call) {
    uint64_t flags = field(call, "flags", 0xFFFF, "header-flags");
    uint64_t align = field(call, "align", ALIGN_LIMIT, "header-align");
    if (!is_alignment(align)) {
        invalid(call, "header-align");
    }
    uint64_t weak = field(call, "weak", WEAK_LIMIT, "header-weak");
    uint64_t strong = field(call, "strong", STRONG_LIMIT, "header-strong");
    return flags | logarithm(align) << ALIGN_SHIFT | weak << WEAK_SHIFT | strong << STRONG_SHIFT;
}

/* HDR-07: the address stands there exactly if the object has moved. */
static uint64_t pack_forwarding(Call *call, unsigned gc) {
    bool given = optional(call->request, "forwarding").at;
    uint64_t address = given ? want_word(call, call->request, "forwarding") : 0;
    if (given != (gc == FORWARDED) || (given && !is_address(address))) {
        invalid(call, "header-forwarding");
    }
    return address;
}

void header_pack(Call *call) {
    uint32_t type = (uint32_t) field(call, "type", TYPE_LIMIT, "header-type");
    unsigned gc = (unsigned) field(call, "gc", 15, "header-gc");
    uint32_t rc = (uint32_t) field(call, "rc", 15, "header-rc");
    uint32_t size = (uint32_t) field(call, "size", PAYLOAD_LIMIT, "header-size");
    if (type == 0) {
        invalid(call, "header-type"); /* HDR-12a */
    }
    if (gc == (FORWARDED | PINNED) || gc == (COPYING | PINNED)) {
        invalid(call, "header-pinned-forwarded");
    }
    uint64_t address = pack_forwarding(call, gc);
    Header header = {
        .word = type | (uint32_t) gc << GC_SHIFT | rc << RC_SHIFT,
        .size = size,
        .meta = gc == FORWARDED ? address : pack_meta(call),
    };
    put_bytes(call, "bytes", &header, sizeof header);
}

/* ---- header.unpack ---- */

/* HDR-08, in the order of the clause. */
void check_header(Call *call, Header header) {
    if (header_type(header) == 0) {
        malformed(call, "header-type");
    }
    unsigned gc = gc_of(header);
    if ((gc & COLOUR) == FORWARDED && gc & PINNED) {
        malformed(call, "header-pinned-forwarded");
    }
    if (gc == FORWARDED && !is_address(header.meta)) {
        malformed(call, "header-forwarding");
    }
}

static Header want_header(Call *call) {
    Bytes bytes = want_bytes(call, call->request, "bytes");
    Header header;
    if (bytes.length != sizeof header) {
        malformed(call, "header-length");
    }
    memcpy(&header, bytes.data, sizeof header);
    check_header(call, header);
    return header;
}

void header_unpack(Call *call) {
    static const char *const colours[] = {"white", "grey", "black", "forwarded"};
    Header header = want_header(call);
    unsigned gc = gc_of(header);
    put_number(call, "type", header_type(header));
    put_number(call, "gc", gc);
    put_text(call, "colour", gc == COPYING ? "copying" : colours[gc & COLOUR]);
    put_flag(call, "pinned", gc & PINNED);
    put_flag(call, "logged", gc & LOGGED);
    put_number(call, "rc", header.word >> RC_SHIFT);
    put_number(call, "size", header.size);
    put_word32(call, "headerWord", header.word);
    if (gc == FORWARDED) {
        put_word(call, "forwarding", header.meta);
        return;
    }
    put_number(call, "flags", header.meta & 0xFFFF);
    put_number(call, "align", INT64_C(1) << (header.meta >> ALIGN_SHIFT & 0xF));
    put_number(call, "weak", (int64_t) (header.meta >> WEAK_SHIFT & WEAK_LIMIT));
    put_number(call, "strong", (int64_t) (header.meta >> STRONG_SHIFT));
}

/* ---- header.transition: HDR-06, HDR-07, HDR-10 ---- */

typedef struct Event Event;
struct Event {
    const char *name;
    Header (*apply)(Call *call, Header header, const Event *event);
    unsigned mask, from, to; /* events on gc bits: those under the mask have to be `from` and become `to` */
    unsigned shift;          /* events on counts: where in the meta word */
    uint64_t limit;
    bool retains;
};

/* The gc bits of an object that is not on its way; everything else but `forward` is illegal there. */
static unsigned settled(Call *call, Header header) {
    unsigned gc = gc_of(header);
    if ((gc & COLOUR) == FORWARDED) {
        invalid(call, "transition");
    }
    return gc;
}

static Header change(Call *call, Header header, const Event *event) {
    unsigned gc = settled(call, header);
    if ((gc & event->mask) != event->from) {
        invalid(call, "transition");
    }
    return with_gc(header, (gc & ~event->mask) | event->to);
}

static Header claim(Call *call, Header header, const Event *event) {
    (void) event;
    if (settled(call, header) & PINNED) {
        invalid(call, "transition");
    }
    return with_gc(header, COPYING);
}

static Header forward(Call *call, Header header, const Event *event) {
    (void) event;
    bool given = optional(call->request, "address").at;
    uint64_t address = given ? want_word(call, call->request, "address") : 0;
    if (gc_of(header) != COPYING) {
        invalid(call, "transition");
    }
    if (!is_address(address)) {
        invalid(call, "header-forwarding");
    }
    header.meta = address;
    return with_gc(header, FORWARDED);
}

static Header count(Call *call, Header header, const Event *event) {
    settled(call, header);
    uint64_t number = header.meta >> event->shift & event->limit;
    if (number == event->limit) {
        return header; /* sticks: only the table beside the heap knows the number (HDR-06) */
    }
    if (event->retains) {
        header.meta += UINT64_C(1) << event->shift;
        if (number + 1 == event->limit) {
            header.word |= (uint32_t) SIDE_COUNT << RC_SHIFT;
        }
    } else if (number == 0) {
        invalid(call, "count-underflow");
    } else {
        header.meta -= UINT64_C(1) << event->shift;
    }
    return header;
}

static const Event EVENTS[] = {
    {"grey", change, .mask = COLOUR, .from = WHITE, .to = GREY},
    {"black", change, .mask = COLOUR, .from = GREY, .to = BLACK},
    {"white", change, .mask = COLOUR, .from = BLACK, .to = WHITE},
    {"pin", change, .mask = PINNED, .from = 0, .to = PINNED},
    {"unpin", change, .mask = PINNED, .from = PINNED, .to = 0},
    {"log", change, .mask = LOGGED, .from = 0, .to = LOGGED},
    {"unlog", change, .mask = LOGGED, .from = LOGGED, .to = 0},
    {"claim", claim, .mask = 0},
    {"forward", forward, .mask = 0},
    {"retain", count, .shift = STRONG_SHIFT, .limit = STRONG_LIMIT, .retains = true},
    {"release", count, .shift = STRONG_SHIFT, .limit = STRONG_LIMIT, .retains = false},
    {"retain-weak", count, .shift = WEAK_SHIFT, .limit = WEAK_LIMIT, .retains = true},
    {"release-weak", count, .shift = WEAK_SHIFT, .limit = WEAK_LIMIT, .retains = false},
};

static const Event *want_event(Call *call) {
    Json name = want(call, call->request, "event");
    for (size_t i = 0; i < LENGTH(EVENTS); i++) {
        if (json_is(name, EVENTS[i].name)) {
            return &EVENTS[i];
        }
    }
    bad_request(call, "event", "the name of an event");
}

void header_transition(Call *call) {
    const Event *event = want_event(call); /* the form of the request before what it says: CONF-05 */
    Header header = want_header(call);
    header = event->apply(call, header, event);
    put_bytes(call, "bytes", &header, sizeof header);
}

void describe_header(Call *call) {
    table(call, "gc-bits", (const char *const[]) {"bits", "meaning", NULL});
    row(call, (const char *const[]) {"0-1", "colour: 0 white, 1 grey, 2 black, 3 forwarded", NULL});
    row(call, (const char *const[]) {"2", "pinned", NULL});
    row(call, (const char *const[]) {"3", "logged", NULL});
    end_table(call);
    table(call, "events", (const char *const[]) {"event", NULL});
    for (size_t i = 0; i < LENGTH(EVENTS); i++) {
        row(call, (const char *const[]) {EVENTS[i].name, NULL});
    }
    end_table(call);
}
