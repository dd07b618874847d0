"""An adapter for a runtime without handles: Python's own objects are the heap, and a table of names holds the roots."""
import gc

import agent
from agent import Refused, data_of, number, operation, shown

# tag::table[]
agent.CAPABILITIES["heap"] = ["core"]
agent.CAPABILITIES["gc"] = ["collect"]
TABLE = {}  # handle -> object; the runtime sees the table as a root, because it is reachable
agent.RESETS.append(TABLE.clear)
MOST = (1 << 32) - 1
PLAIN = bytearray  # what holds the plain bytes of a record


class Record:
    __slots__ = ("slots", "data")

    def __init__(self, slots, count):
        if 8 * slots + count > MOST:
            raise Refused(outcome="reject", phase="invalid", code="payload-limit")
        try:
            self.slots, self.data = [None] * slots, PLAIN(count)
        except MemoryError:
            raise Refused(outcome="panic", code="out-of-memory") from None


def name(request, member):
    text = request[member]
    if not text.startswith("$") or not 1 < len(text) <= 65 or not set(text[1:]) <= NAME:
        raise ValueError(member)
    return text


NAME = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-")


def rooted(request, member):
    if name(request, member) not in TABLE:
        raise Refused(outcome="error", code="unknown-handle", definite=True)
    return TABLE[request[member]]


def record(request, member="object"):
    found = rooted(request, member)
    if not isinstance(found, Record):
        raise Refused(outcome="panic", code="type")
    return found


@operation("gc.collect")
def collect(request):
    if request["kind"] not in ("minor", "full"):
        raise ValueError("kind")
    for _ in range(number(request, "times", 1)):
        gc.collect(0 if request["kind"] == "minor" else 2)
    return {}
# end::table[]


def size(request, member):
    value = number(request, member, 0)
    if value < 0:
        raise ValueError(member)
    return value


@operation("heap.alloc")
def alloc(request):
    into = name(request, "into")
    TABLE[into] = Record(size(request, "slots"), size(request, "bytes"))
    return {}


def stored(value):
    """Any value but an object is kept as it was sent."""
    if value["kind"] == "object":
        return rooted(value, "handle")
    if value["kind"] in ("ref", "float64-ref"):
        raise ValueError("an address")  # HEAP-35
    return None if value["kind"] == "nil" else dict(value)


def seen(value):
    if isinstance(value, Record):
        return {"kind": "object", "type": "Record"}
    return {"kind": "nil"} if value is None else value


def slot(request):
    slots, index = record(request).slots, number(request, "slot")
    if not 0 <= index < len(slots):
        raise Refused(outcome="panic", code="bounds")
    return slots, index


@operation("heap.set")
def set_slot(request):
    slots, index = slot(request)
    slots[index] = stored(request["value"])
    return {}


@operation("heap.get")
def get_slot(request):
    slots, index = slot(request)
    if "into" in request:
        TABLE[name(request, "into")] = slots[index]
    return {"value": seen(slots[index])}


def part(request, count=None):
    data, offset = record(request).data, number(request, "offset", 0)
    count = len(data) - offset if count is None else count
    if offset < 0 or count < 0 or offset + count > len(data):
        raise Refused(outcome="panic", code="bounds")
    return data, slice(offset, offset + count)


@operation("heap.write")
def write(request):
    written = data_of(request["bytes"])
    data, place = part(request, len(written))
    data[place] = written
    return {}


@operation("heap.read")
def read(request):
    data, place = part(request, number(request, "count") if "count" in request else None)
    return {"bytes": shown(data[place])}


@operation("heap.root")
def root(request):
    TABLE[name(request, "into")] = stored(request["value"])
    return {}


@operation("heap.unroot")
def unroot(request):
    rooted(request, "handle")
    del TABLE[request["handle"]]
    return {}


@operation("heap.same")
def same(request):
    left, right = rooted(request, "left"), rooted(request, "right")
    return {"same": left is right if isinstance(left, Record) else left == right}


@operation("heap.churn")
def churn(request):
    for _ in range(number(request, "count")):
        Record(size(request, "slots"), size(request, "bytes"))
    return {}


@operation("heap.chain")
def chain(request):
    into, slots, count, head = name(request, "into"), number(request, "slots", 1), size(request, "bytes"), None
    for index in reversed(range(number(request, "count"))):
        made = Record(slots, count)
        made.slots[0] = head
        made.data[:], head = bytes([index % 251]) * count, made
    TABLE[into] = head
    return {}


@operation("heap.walk")
def walk(request):
    at, index, intact, passed = record(request), 0, True, set()
    while isinstance(at, Record) and id(at) not in passed:
        passed.add(id(at))
        intact &= at.data[:] == bytes([index % 251]) * len(at.data)
        at, index = at.slots[0] if at.slots else None, index + 1
    return {"count": index, "intact": intact and not isinstance(at, Record)}


if __name__ == "__main__":
    agent.serve()
