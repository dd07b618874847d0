"""Weak references, for the collector of collector.py: after a collection each is the new address of its target, or nil."""
import agent
import collector
import heap
from agent import Refused, operation
from heap import HEADER, HEAP, NIL, is_reference

# tag::weak[]
agent.CAPABILITIES["heap"].append("weak")
WEAK = set()  # addresses of objects with one word, the target, that a collection does not follow
HELD = heap.held


def record(request, member):
    """A weak reference is no record: the operations on records refuse it."""
    if HELD(request, member) in WEAK:
        raise Refused(outcome="panic", code="type")
    return HELD(request, member)


heap.held = record


@operation("heap.weak")
def weak(request):
    into, target = heap.handle(request["into"]), request["object"]
    HELD(request, "object")
    address = HEAP.alloc(0, 8)
    HEAP.set_word(address + HEADER.size, heap.rooted(target))  # read after the allocation, which may have moved it
    HEAP.handles[into] = address + 7
    WEAK.add(address)
    return {}


@operation("heap.target")
def target(request):
    address = HELD(request, "weak")
    if address not in WEAK:
        raise Refused(outcome="panic", code="type")
    word = HEAP.word(address + HEADER.size)
    if "into" in request:
        HEAP.handles[heap.handle(request["into"])] = word
    return {"value": heap.to_value(word)}


def moved(old, address):
    """Where an object of the old array is now, or 0 if the collection did not reach it."""
    return HEADER.unpack_from(old, address)[2]


agent.RESETS.append(WEAK.clear)


def collect_and_clear(kind="full", collect=collector.collect):
    old = HEAP.memory
    collect(kind)
    survivors = [moved(old, address) for address in WEAK if moved(old, address)]
    WEAK.clear()
    WEAK.update(survivors)
    for address in WEAK:
        word = HEAP.word(address + HEADER.size)
        if is_reference(word):
            to = moved(old, word - 7)
            HEAP.set_word(address + HEADER.size, to + 7 if to else NIL)


collector.collect = collect_and_clear
# end::weak[]


if __name__ == "__main__":
    agent.serve()
