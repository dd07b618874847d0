"""A copying collector for the heap of heap.py, after Cheney (1970): what is reachable moves to a new array of bytes."""
import agent
import heap
from agent import number, operation
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


# tag::allocation[]
def collect_or_grow(needed, grow=HEAP.grow):
    collect()
    if HEAP.free + needed > len(HEAP.memory) // 2:  # otherwise the next collection would follow soon
        grow(needed)


HEAP.grow = collect_or_grow
# end::allocation[]


if __name__ == "__main__":
    agent.serve()
