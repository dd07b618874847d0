"""Channels under a workload: the operations of its threads, made from the steps of the request (CHAN-25, CONF-24)."""

import random
import threading

import channels
import request as r
import selects

CAPACITY_MOST = 65_535
CHANNELS_MOST = 16
CASES_MOST = 16

ACTIONS = {
    "send": lambda channel: lambda number: (channel.send(number), None),
    "receive": lambda channel: lambda _: channel.receive(),
    "try-send": lambda channel: lambda number: (channel.try_send(number), None),
    "try-receive": lambda channel: lambda _: channel.try_receive(),
    "close": lambda channel: lambda _: (channel.close(), None),
}


class Shared:
    """The channels of a workload: every thread may perform every operation on each of them."""

    MAY_WAIT = True

    def __init__(self, request):
        capacity = r.optional(request, "capacity", lambda *of: r.within(*of, 0, CAPACITY_MOST), 0)
        count = r.optional(request, "channels", lambda *of: r.within(*of, 1, CHANNELS_MOST), 1)
        changed = threading.Condition(threading.Lock())
        self.channels = [channels.Channel(capacity, changed) for _ in range(count)]
        # The seed fixes the choices of selects, but they do not follow the pauses of the meeting points, which it fixes, too.
        seed = r.optional(request, "seed", r.decimal)
        self.chance = random.Random(None if seed is None else f"select {seed}")

    def action(self, _, step):
        """What a thread performs: a function of the argument that returns outcome, value and, of a select, case."""
        name = step["op"]
        if name == "select":
            return self.select(step)
        r.demand(name in ACTIONS, f"a channel has no operation {name}")
        return ACTIONS[name](self.channel_of(step))

    def takes_argument(self, step):
        if step["op"] == "select":
            return any(case["op"] == "send" for case in step["cases"])
        return step["op"] in ("send", "try-send")

    def select(self, step):
        cases = r.array(step, "cases")
        r.demand(1 <= len(cases) <= CASES_MOST, f"cases are not 1 to {CASES_MOST}")
        has_default = r.optional(step, "default", r.truth, False)
        return selects.Select([self.case(r.an_object(each)) for each in cases], has_default, self.chance)

    def case(self, case):
        name = r.text(case, "op")
        r.demand(name in ("send", "receive"), f"a case does not {name}")
        return selects.Case(self.channel_of(case), name == "send")

    def channel_of(self, holder):
        return self.channels[r.optional(holder, "channel", lambda *of: r.within(*of, 0, len(self.channels) - 1), 0)]

    def abandon(self):
        for channel in self.channels:
            channel.abandon()
