"""A heap in one array of bytes. Records are made, linked, written and read through handles; nothing is freed."""
import re
import struct

import agent
from agent import Refused, data_of, number, operation, shown

agent.CAPABILITIES["heap"] = ["core"]
NIL = 0x2
MOST = (1 << 32) - 1  # bytes of a payload
LARGEST = 1 << 26     # bytes of a heap that cannot grow any more
HEADER = struct.Struct("<III4x")  # slots, plain bytes, and where a collector leaves the new address


# tag::heap[]
class Heap:
    def __init__(self, size=1 << 22):
        self.memory = bytearray(size)
        self.free = 8          # 0 is the address of no object
        self.handles = {}      # name -> word; the roots
        self.plain = []        # values that are no references; their words are indexes

    def word(self, address):
        return struct.unpack_from("<Q", self.memory, address)[0]

    def set_word(self, address, word):
        struct.pack_into("<Q", self.memory, address, word)

    def size(self, address):
        slots, count, _ = HEADER.unpack_from(self.memory, address)
        return up(HEADER.size + 8 * slots + count)

    def grow(self, needed):
        if len(self.memory) + needed > LARGEST:
            raise Refused(outcome="panic", code="out-of-memory")
        self.memory.extend(bytes(len(self.memory) + needed))

    def alloc(self, slots, count):
        total = up(HEADER.size + 8 * slots + count)
        if self.free + total > len(self.memory):
            self.grow(total)
        address, self.free = self.free, self.free + total
        self.memory[address:self.free] = bytes(total)
        HEADER.pack_into(self.memory, address, slots, count, 0)
        for slot in range(slots):
            self.set_word(address + HEADER.size + 8 * slot, NIL)
        return address


def up(size):
    return (size + 7) // 8 * 8


HEAP = Heap()
agent.RESETS.append(lambda: HEAP.__init__())


def is_reference(word):
    return word & 7 == 7
# end::heap[]


def handle(name):
    if not re.fullmatch(r"\$[A-Za-z0-9_.-]{1,64}", name):
        raise ValueError(name)
    return name


def rooted(name):
    """The word that a handle holds."""
    if handle(name) not in HEAP.handles:
        raise Refused(outcome="error", code="unknown-handle", definite=True)
    return HEAP.handles[name]


def held(request, member):
    """The address of the object that a handle holds."""
    word = rooted(request[member])
    if not is_reference(word):
        raise Refused(outcome="panic", code="type")
    return word - 7


def to_word(value):
    if value["kind"] == "object":
        return rooted(value["handle"])
    if value["kind"] in ("ref", "float64-ref"):
        raise ValueError("an address")  # HEAP-35
    if value["kind"] == "nil":
        return NIL
    HEAP.plain.append(value)
    return (len(HEAP.plain) - 1) << 3


def to_value(word):
    if is_reference(word):
        return {"kind": "object", "type": "Record"}
    return {"kind": "nil"} if word == NIL else HEAP.plain[word >> 3]


def slot_address(request):
    address = held(request, "object")
    slot = number(request, "slot")
    if not 0 <= slot < HEADER.unpack_from(HEAP.memory, address)[0]:
        raise Refused(outcome="panic", code="bounds")
    return address + HEADER.size + 8 * slot


def plain_range(request, count):
    """Where plain bytes of a record begin, for `count` of them or, if it is None, for the rest."""
    address = held(request, "object")
    slots, length, _ = HEADER.unpack_from(HEAP.memory, address)
    offset = number(request, "offset", 0)
    count = length - offset if count is None else count
    if offset < 0 or count < 0 or offset + count > length:
        raise Refused(outcome="panic", code="bounds")
    start = address + HEADER.size + 8 * slots + offset
    return start, start + count


# tag::operations[]
@operation("heap.alloc")
def alloc(request):
    slots, count, into = number(request, "slots", 0), number(request, "bytes", 0), handle(request["into"])
    if slots < 0 or count < 0:
        raise ValueError("a negative size")
    if 8 * slots + count > MOST:
        raise Refused(outcome="reject", phase="invalid", code="payload-limit")
    address = HEAP.alloc(slots, count)
    HEAP.handles[into] = address + 7
    return {"total": HEAP.size(address)}


@operation("heap.set")
def set_slot(request):
    HEAP.set_word(slot_address(request), to_word(request["value"]))
    return {}


@operation("heap.get")
def get_slot(request):
    word = HEAP.word(slot_address(request))
    if "into" in request:
        HEAP.handles[handle(request["into"])] = word
    return {"value": to_value(word)}


@operation("heap.write")
def write(request):
    data = data_of(request["bytes"])
    start, end = plain_range(request, len(data))
    HEAP.memory[start:end] = data
    return {}


@operation("heap.read")
def read(request):
    start, end = plain_range(request, number(request, "count") if "count" in request else None)
    return {"bytes": shown(HEAP.memory[start:end])}


@operation("heap.root")
def root(request):
    HEAP.handles[handle(request["into"])] = to_word(request["value"])
    return {}


@operation("heap.unroot")
def unroot(request):
    rooted(request["handle"])
    del HEAP.handles[request["handle"]]
    return {}


@operation("heap.same")
def same(request):
    return {"same": rooted(request["left"]) == rooted(request["right"])}
# end::operations[]


# tag::many[]
@operation("heap.churn")
def churn(request):
    for _ in range(number(request, "count")):
        HEAP.alloc(number(request, "slots", 0), number(request, "bytes", 0))
    return {}


@operation("heap.chain")
def chain(request):
    into, count, slots = handle(request["into"]), number(request, "bytes", 0), number(request, "slots", 1)
    HEAP.handles[into] = NIL
    for index in reversed(range(number(request, "count"))):
        address = HEAP.alloc(slots, count)
        HEAP.set_word(address + HEADER.size, HEAP.handles[into])
        first = address + HEADER.size + 8 * slots
        HEAP.memory[first:first + count] = bytes([index % 251]) * count
        HEAP.handles[into] = address + 7
    return {}


@operation("heap.walk")
def walk(request):
    word, index, intact, passed = held(request, "object") + 7, 0, True, set()
    while is_reference(word) and word not in passed:  # a list may lead back into itself
        passed.add(word)
        slots, count, _ = HEADER.unpack_from(HEAP.memory, word - 7)
        first = word - 7 + HEADER.size + 8 * slots
        intact &= HEAP.memory[first:first + count] == bytes([index % 251]) * count
        word, index = HEAP.word(word - 7 + HEADER.size), index + 1
    return {"count": index, "intact": intact and not is_reference(word)}
# end::many[]


if __name__ == "__main__":
    agent.serve()
