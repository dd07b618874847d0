"""A runtime that collects when it likes: it cannot be told to collect now, only asked, and it collects unasked, too."""
import random

import agent
import collector
from agent import number, operation
from heap import HEAP

import weak  # noqa: F401


# tag::runtime[]
class Runtime:
    """It collects at safepoints: allocations, and where the program says that it may.."""
    wanted = False  # a collection was asked for
    finished = 0    # collections so far
    dice = random.Random(1)


def safepoint():
    chance = 0.5 if Runtime.wanted else 32 / (1024 + HEAP.free)  # seldom while there is much to copy
    if Runtime.dice.random() < chance:
        Runtime.wanted = False
        collector.collect()
        Runtime.finished += 1


def alloc(slots, count, allocate=HEAP.alloc):
    safepoint()
    return allocate(slots, count)


HEAP.alloc = alloc
# end::runtime[]


# tag::ask[]
@operation("gc.collect")
def collect(request):
    """Asks, and answers when a collection that began after the request is finished."""
    if request["kind"] not in ("minor", "full"):
        raise ValueError(request["kind"])
    for _ in range(number(request, "times", 1)):
        before, Runtime.wanted = Runtime.finished, True
        while Runtime.finished == before:
            safepoint()
    return {}
# end::ask[]


if __name__ == "__main__":
    agent.serve()
