"""A work-stealing deque (Chase and Lev), its operations by handles, and its part of a workload (DEQ-01 to DEQ-10).

The interpreter executes one bytecode at a time, so plain loads and stores are sequentially consistent and need no fences. It has
no compare and set: that is the one place with a lock. `meet` marks the steps between which a thread of a workload may be interrupted.
"""

import re
import threading

import request as r
from meeting import meet

FIRST_CAPACITY = 64
CHURN_MOST = 10_000_000
DIGEST_FACTOR = 31
HANDLE = re.compile(r"\$[A-Za-z0-9_.-]{1,64}\Z")
EMPTY = "empty"
CONTENDED = "contended"


class Ring:
    """A circular array: its length is the capacity, so that one reference names both."""

    def __init__(self, capacity):
        self.slots = [None] * capacity

    def get(self, index):
        return self.slots[index % len(self.slots)]

    def put(self, index, element):
        self.slots[index % len(self.slots)] = element


class Deque:
    def __init__(self):
        self.top = 0
        self.bottom = 0
        self.ring = Ring(FIRST_CAPACITY)
        self.claims = threading.Lock()

    def claim(self, top):
        """Moves the top from an index to the next one; False if another thread has done so."""
        with self.claims:
            if self.top != top:
                return False
            self.top = top + 1
            return True

    def grow(self, top, bottom):
        larger = Ring(2 * len(self.ring.slots))
        for index in range(top, bottom):
            larger.put(index, self.ring.get(index))
        meet()
        self.ring = larger

    def is_full(self, top, bottom):
        return bottom - top >= len(self.ring.slots)

    def push(self, element):
        top, bottom = self.top, self.bottom
        if self.is_full(top, bottom):
            self.grow(top, bottom)
        self.ring.put(bottom, element)
        meet()
        self.bottom = bottom + 1
        meet()

    def pop(self):
        """The newest element, or EMPTY. Owner only."""
        bottom = self.bottom - 1
        self.bottom = bottom
        meet()
        top = self.top
        if top > bottom:
            self.bottom = bottom + 1
            return EMPTY
        element = self.ring.get(bottom)
        meet()
        if top == bottom:
            won = self.claim(top)
            self.bottom = bottom + 1
            return element if won else EMPTY
        return element

    def steal(self):
        """The oldest element, EMPTY or CONTENDED."""
        top = self.top
        meet()
        if top >= self.bottom:
            return EMPTY
        element = self.ring.get(top)
        meet()
        return element if self.claim(top) else CONTENDED


deques = {}


def forget():
    deques.clear()


def handle(request, name):
    value = r.text(request, name)
    r.demand(HANDLE.match(value), f"{name} is no handle")
    return value


def known(request):
    name = handle(request, "deque")
    if name not in deques:
        raise r.Refusal(outcome="error", code="unknown-handle", definite=True)
    return deques[name]


def shown(element):
    """The value of an answer; EMPTY and CONTENDED are outcomes."""
    if element in (EMPTY, CONTENDED):
        raise r.Refusal(outcome=element)
    return {"value": element}


def op_new(request):
    deques[handle(request, "into")] = Deque()
    return {}


def op_push(request):
    deque = known(request)
    deque.push(r.within(request, "value", 0, r.INTEGER_LIMIT))
    return {}


def op_pop(request):
    return shown(known(request).pop())


def op_steal(request):
    return shown(known(request).steal())


def op_churn(request):
    deque = known(request)
    count = r.within(request, "count", 0, CHURN_MOST)
    first = r.optional(request, "first", lambda *of: r.within(*of, 0, r.INTEGER_LIMIT - count), 0)
    take = r.text(request, "take")
    r.demand(take in ("pop", "steal"), "take is neither pop nor steal")
    remove = deque.pop if take == "pop" else deque.steal
    taken = digest = 0
    for number in range(first, first + count):
        deque.push(number)
        element = remove()
        if element is not EMPTY and element is not CONTENDED:
            taken += 1
            digest = (digest * DIGEST_FACTOR + element) % 2**64
    return {"taken": taken, "digest": r.shown_word(digest)}


def merge():
    """One word for both: a steal that lost a race answers that the deque is empty, as one that found nothing does."""
    right = Deque.steal

    def steal(deque):
        element = right(deque)
        return EMPTY if element == CONTENDED else element

    Deque.steal = steal


class Shared:
    """A deque under a workload: thread 0 is the owner."""

    MAY_WAIT = False

    def __init__(self, _):
        self.deque = Deque()

    def action(self, thread, step):
        """What a thread performs: a function of the argument that returns outcome and value."""
        name = step["op"]
        r.demand(name in ("push", "pop", "steal"), f"a deque has no operation {name}")
        r.demand(thread == 0 or name == "steal", f"{name} is for the owner")
        return getattr(self, name)

    def takes_argument(self, step):
        return step["op"] == "push"

    def push(self, number):
        self.deque.push(number)
        return "ok", None

    def pop(self, _):
        return result(self.deque.pop())

    def steal(self, _):
        return result(self.deque.steal())


def result(element):
    return (element, None) if element in (EMPTY, CONTENDED) else ("ok", element)
