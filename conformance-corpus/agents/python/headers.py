"""The sixteen bytes before every object: HDR-01 to HDR-12a."""

import request as r
import tagged

BYTES = 16
GREY, BLACK, FORWARDED, COPYING = 1, 2, 3, 11
PINNED, LOGGED = 4, 8
SIDE_COUNT = 8
COLOURS = ("white", "grey", "black", "forwarded")
WEAK_MOST = 2**12 - 1
STRONG_MOST = 2**32 - 1

# Members of header.pack: where they lie in the 128 bits, how many bits, and the code of a number that does not fit.
FIRST = {"type": (0, 24), "gc": (24, 4), "rc": (28, 4), "size": (32, 32)}
META = {"flags": (64, 16), "align": (80, 4), "weak": (84, 12), "strong": (96, 32)}
FORWARDING = 64


def pack(type_id, size, flags=0, align=8):
    """The header of a new object (STRUCT-12)."""
    bits = type_id | size << 32 | flags << 64 | (align.bit_length() - 1) << 80
    return bits.to_bytes(BYTES, "little")


def op_pack(request):
    fields = {name: r.integer(request, name) for name in FIRST}
    forwarding = r.optional(request, "forwarding", r.word)
    if (forwarding is None) != (fields["gc"] != FORWARDED):
        raise r.invalid("header-forwarding")
    if forwarding is None:
        fields |= {name: r.integer(request, name) for name in META}
        fields["align"] = logarithm(fields["align"])
    elif not tagged.is_address(forwarding):
        raise r.invalid("header-forwarding")
    if fields["type"] == 0:
        raise r.invalid("header-type")
    bits = (forwarding or 0) << FORWARDING
    for name, value in fields.items():
        at, width = (FIRST | META)[name]
        if not 0 <= value < 2**width:
            raise r.invalid(f"header-{name}")
        bits |= value << at
    if fields["gc"] in (7, 15):
        raise r.invalid("header-pinned-forwarded")
    return {"bytes": r.shown_data(bits.to_bytes(BYTES, "little"))}


def logarithm(align):
    if align < 1 or align > 32768 or align & align - 1:
        raise r.invalid("header-align")
    return align.bit_length() - 1


def unpack(data):
    """The fields of a header, with the code of the first fault as HDR-08 orders them."""
    if len(data) != BYTES:
        raise r.malformed("header-length")
    bits = int.from_bytes(data, "little")
    fields = {name: bits >> at & 2**width - 1 for name, (at, width) in (FIRST | META).items()}
    if fields["type"] == 0:
        raise r.malformed("header-type")
    if fields["gc"] in (7, 15):
        raise r.malformed("header-pinned-forwarded")
    if fields["gc"] == FORWARDED and not tagged.is_address(bits >> FORWARDING):
        raise r.malformed("header-forwarding")
    return fields


def op_unpack(request):
    data = r.data(request, "bytes")
    fields = unpack(data)
    gc = fields["gc"]
    answer = {name: fields[name] for name in FIRST}
    answer["colour"] = "copying" if gc == COPYING else COLOURS[gc & 3]
    answer["pinned"] = bool(gc & PINNED)
    answer["logged"] = bool(gc & LOGGED)
    answer["headerWord"] = r.shown_word32(int.from_bytes(data[:4], "little"))
    if gc == FORWARDED:
        answer["forwarding"] = r.shown_word(int.from_bytes(data[8:], "little"))
    else:
        answer |= {name: fields[name] for name in META}
        answer["align"] = 1 << fields["align"]
    return answer


# Event: what the gc bits have to be, and what they become (HDR-10).
EVENTS = {
    "grey": (lambda gc: gc & 3 == 0, lambda gc: gc | GREY),
    "black": (lambda gc: gc & 3 == GREY, lambda gc: gc ^ GREY | BLACK),
    "white": (lambda gc: gc & 3 == BLACK, lambda gc: gc ^ BLACK),
    "pin": (lambda gc: is_coloured(gc) and not gc & PINNED, lambda gc: gc | PINNED),
    "unpin": (lambda gc: is_coloured(gc) and gc & PINNED, lambda gc: gc ^ PINNED),
    "log": (lambda gc: is_coloured(gc) and not gc & LOGGED, lambda gc: gc | LOGGED),
    "unlog": (lambda gc: is_coloured(gc) and gc & LOGGED, lambda gc: gc ^ LOGGED),
    "claim": (lambda gc: is_coloured(gc) and not gc & PINNED, lambda gc: COPYING),
    "forward": (lambda gc: gc == COPYING, lambda gc: FORWARDED),
}
# Event: the count that it changes, by how much.
COUNTS = {"retain": ("strong", 1), "release": ("strong", -1), "retain-weak": ("weak", 1), "release-weak": ("weak", -1)}


def is_coloured(gc):
    return gc & 3 != 3


def op_transition(request):
    data = r.data(request, "bytes")
    event = r.text(request, "event")
    r.demand(event in EVENTS or event in COUNTS, f"no event {event}")
    address = r.optional(request, "address", r.word)
    fields = unpack(data)
    bits = int.from_bytes(data, "little")
    changed = counted(bits, fields, event) if event in COUNTS else moved(bits, fields, event, address)
    return {"bytes": r.shown_data(changed.to_bytes(BYTES, "little"))}


def moved(bits, fields, event, address):
    legal, change = EVENTS[event]
    if not legal(fields["gc"]):
        raise r.invalid("transition")
    bits = placed(bits, "gc", change(fields["gc"]))
    if event != "forward":
        return bits
    if address is None or not tagged.is_address(address):
        raise r.invalid("header-forwarding")
    return bits & 2**FORWARDING - 1 | address << FORWARDING


def counted(bits, fields, event):
    """HDR-06: a count at its limit stays; one that reaches it sets SIDE_COUNT."""
    name, step = COUNTS[event]
    most = STRONG_MOST if name == "strong" else WEAK_MOST
    count = fields[name]
    if not is_coloured(fields["gc"]):
        raise r.invalid("transition")
    if count == most:
        return bits
    if count + step < 0:
        raise r.invalid("count-underflow")
    bits = placed(bits, name, count + step)
    return placed(bits, "rc", fields["rc"] | SIDE_COUNT) if count + step == most else bits


def placed(bits, name, value):
    at, width = (FIRST | META)[name]
    return bits & ~((2**width - 1) << at) | value << at
