"""Races inside the agent: several threads work on one object, and what each did and when is the answer (CONF-24)."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

import deques
import meeting
import request as r
import shared_channels

OPERATIONS_MOST = 8000
THREADS_MOST = 8
ARGUMENTS_OF_A_THREAD = 2**20
# A workload ends early after one second, 20 intervals of 50 ms, in which no operation completed. The agent counts intervals instead
# of reading a clock: if the system suspends the process for a second, only one interval passes.
INTERVAL = 0.05
QUIET_INTERVALS = 20

# Each class is constructed from the request. `action` checks a step and returns the function of its operation, and `takes_argument`
# says whether the operation takes one. If an operation may wait for ever, MAY_WAIT is true and `abandon` ends all waits.
OBJECTS = {"deque": deques.Shared, "channel": shared_channels.Shared}
# What the function of an operation returns; the last ones may be absent or None.
RESULT = ("outcome", "value", "case")


class Operation(NamedTuple):
    name: str
    perform: Callable
    takes_argument: bool


class Entry(NamedTuple):
    """An operation in a history; one that has not completed has neither a result nor an end."""

    thread: int
    op: str
    argument: int | None
    begun: int
    result: tuple = ()
    ended: int | None = None

    def shown(self, origin):
        shown = {"thread": self.thread, "op": self.op}
        if self.argument is not None:
            shown["argument"] = self.argument
        if self.ended is None:
            return {**shown, "start": self.begun - origin}
        shown["result"] = {name: each for name, each in zip(RESULT, self.result) if each is not None}
        return {**shown, "start": self.begun - origin, "end": self.ended - origin}


def steps_of(thread, index, shared):
    """The operations of a thread, with all repetitions."""
    r.demand(isinstance(thread, list), "a thread is no list")
    steps = []
    for step in map(r.an_object, thread):
        if "repeat" in step:
            times = r.within(step, "repeat", 0, OPERATIONS_MOST)
            inner = [each for one in r.array(step, "do") for each in operation(r.an_object(one), index, shared)]
            r.demand(times * len(inner) <= OPERATIONS_MOST, "too many operations")
            steps += inner * times
        else:
            steps += operation(step, index, shared)
    return steps


def operation(step, index, shared):
    name = r.text(step, "op")
    count = r.optional(step, "count", lambda *of: r.within(*of, 0, OPERATIONS_MOST), 1)
    return [Operation(name, shared.action(index, step), shared.takes_argument(step))] * count


class Workload:
    """The threads of a request, and what each of them has done so far."""

    def __init__(self, programs, shared):
        self.shared = shared
        self.histories = [[] for _ in programs]
        self.start = threading.Barrier(len(programs))
        self.stopped = False
        self.latest = 0
        # A thread that still waits does not keep the process from ending.
        self.workers = [
            threading.Thread(target=self.work, args=(index, steps), daemon=True) for index, steps in enumerate(programs)
        ]

    def work(self, index, steps):
        history = self.histories[index]
        argument = index * ARGUMENTS_OF_A_THREAD
        self.start.wait()
        for name, perform, takes in steps:
            begun = time.monotonic_ns()
            # The entry is added before `stopped` is read, so the copy has an entry for every operation that took effect before it.
            history.append(Entry(index, name, argument if takes else None, begun))
            if self.stopped:
                return
            result = perform(argument)
            ended = time.monotonic_ns()
            # A single assignment: a copy shows the operation either as completed or as under way.
            history[-1] = history[-1]._replace(result=result, ended=ended)
            self.latest = ended
            argument += takes

    def run(self):
        """The entries of all threads, those of one thread in its order."""
        for worker in self.workers:
            worker.start()
        if self.shared.MAY_WAIT:
            return self.run_until_quiet()
        for worker in self.workers:
            worker.join()
        # An operation that raised an exception has no outcome and is left out.
        return [each for each in self.copy() if each.ended is not None]

    def run_until_quiet(self):
        self.watch()
        self.stopped = True
        copy = self.copy()
        self.shared.abandon()
        return copy

    def watch(self):
        """Returns when all threads have ended, or when no operation has completed for a second."""
        seen = quiet = 0
        for worker in self.workers:
            while quiet < QUIET_INTERVALS:
                worker.join(INTERVAL)
                if not worker.is_alive():
                    break
                latest = self.latest
                quiet = quiet + 1 if latest == seen else 0
                seen = latest

    def copy(self):
        return [each for history in self.histories for each in list(history)]


def op_run(request):
    kind = r.text(request, "object")
    r.demand(kind in OBJECTS, f"there are no workloads on a {kind}")
    threads = r.array(request, "threads")
    r.demand(1 <= len(threads) <= THREADS_MOST, "threads are not 1 to 8")
    seed = r.optional(request, "seed", r.decimal, 0)
    shared = OBJECTS[kind](request)
    programs = [steps_of(thread, index, shared) for index, thread in enumerate(threads)]
    r.demand(sum(map(len, programs)) <= OPERATIONS_MOST, "too many operations")
    workload = Workload(programs, shared)
    origin = time.monotonic_ns()
    with meeting.points(seed):
        entries = workload.run()
    return {"history": [each.shown(origin) for each in entries]}
