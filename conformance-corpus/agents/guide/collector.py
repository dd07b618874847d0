"""A copying collector for the heap of heap.py, after Cheney (1970): what is reachable moves to a new array of bytes."""
import agent
import heap
from agent import Refused, number, operation
from heap import HEADER, HEAP, is_reference

agent.CAPABILITIES["gc"] = ["collect"]


# tag::collect[]
def collect(kind="full"):
    """This collector has one generation, so a minor collection is a full one."""
    old = HEAP.memory
    HEAP.memory = bytearray(len(old))
    HEAP.free = 8
    for name, word in HEAP.handles.items():
        HEAP.handles[name] = forward(old, word)
    scan = 8
    while scan < HEAP.free:  # the objects from scan to free are copied, but their slots are not forwarded
        slots = HEADER.unpack_from(HEAP.memory, scan)[0]
        for slot in range(scan + HEADER.size, scan + HEADER.size + 8 * slots, 8):
            HEAP.set_word(slot, forward(old, HEAP.word(slot)))
        scan += HEAP.size(scan)


def forward(old, word):
    """The word after the move; copies the object unless it was copied before."""
    if not is_reference(word):
        return word
    address = word - 7
    slots, count, moved = HEADER.unpack_from(old, address)
    if moved == 0:
        total = heap.up(HEADER.size + 8 * slots + count)
        moved = HEAP.free
        HEAP.memory[moved:moved + total] = old[address:address + total]
        HEAP.free += total
        HEADER.pack_into(old, address, slots, count, moved)
    return moved + 7
# end::collect[]


@operation("gc.collect")
def collect_times(request):
    if request["kind"] not in ("minor", "full"):
        raise ValueError(request["kind"])
    for _ in range(number(request, "times", 1)):
        collect(request["kind"])
    return {}


def alloc_or_collect(slots, count, alloc=HEAP.alloc):
    needed = HEADER.size + 8 * slots + count + 8
    if HEAP.free + needed > len(HEAP.memory):
        collect()
        if HEAP.free + needed > len(HEAP.memory) // 2:  # otherwise the next collection would follow soon
            if len(HEAP.memory) + needed > heap.LARGEST:
                raise Refused(outcome="panic", code="out-of-memory")
            HEAP.memory.extend(bytes(len(HEAP.memory) + needed))
    return alloc(slots, count)


HEAP.alloc = alloc_or_collect


@operation("heap.churn")
def churn(request):
    for _ in range(number(request, "count")):
        HEAP.alloc(number(request, "slots", 0), number(request, "bytes", 0))
    return {}


@operation("heap.chain")
def chain(request):
    into, count, slots = heap.handle(request["into"]), number(request, "bytes", 0), number(request, "slots", 1)
    HEAP.handles[into] = heap.NIL
    for index in reversed(range(number(request, "count"))):
        address = HEAP.alloc(slots, count)
        HEAP.set_word(address + HEADER.size, HEAP.handles[into])
        first = address + HEADER.size + 8 * slots
        HEAP.memory[first:first + count] = bytes([index % 251]) * count
        HEAP.handles[into] = address + 7
    return {}


@operation("heap.walk")
def walk(request):
    word, index, intact = heap.held(request, "object") + 7, 0, True
    while is_reference(word):
        slots, count, _ = HEADER.unpack_from(HEAP.memory, word - 7)
        first = word - 7 + HEADER.size + 8 * slots
        intact &= HEAP.memory[first:first + count] == bytes([index % 251]) * count
        word, index = HEAP.word(word - 7 + HEADER.size), index + 1
    return {"count": index, "intact": intact}


if __name__ == "__main__":
    agent.serve()
