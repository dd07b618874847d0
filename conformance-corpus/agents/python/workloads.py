"""Races inside the agent: several threads work on one object, and what each did and when is the answer (CONF-24)."""

import random
import threading
import time

import deques
import request as r

OPERATIONS_MOST = 8000
THREADS_MOST = 8
ARGUMENTS_OF_A_THREAD = 2**20
# One in so many steps of an operation lets another thread go on.
MEET_ONE_IN = 8

OBJECTS = {"deque": deques.Shared}


def steps_of(thread, index, shared):
    """The operations of a thread, with all repetitions: name and function."""
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
    return [(name, shared.action(index, name))] * count


def work(index, steps, shared, start, history):
    argument = index * ARGUMENTS_OF_A_THREAD
    start.wait()
    for name, action in steps:
        takes = name in shared.WITH_ARGUMENT
        begun = time.monotonic_ns()
        outcome, value = action(argument)
        ended = time.monotonic_ns()
        history.append((index, name, argument if takes else None, outcome, value, begun, ended))
        argument += takes


def entry(origin, index, name, argument, outcome, value, begun, ended):
    shown = {"thread": index, "op": name}
    if argument is not None:
        shown["argument"] = argument
    shown["result"] = {"outcome": outcome} if value is None else {"outcome": outcome, "value": value}
    return {**shown, "start": begun - origin, "end": ended - origin}


def op_run(request):
    kind = r.text(request, "object")
    r.demand(kind in OBJECTS, f"there are no workloads on a {kind}")
    threads = r.array(request, "threads")
    r.demand(1 <= len(threads) <= THREADS_MOST, "threads are not 1 to 8")
    seed = r.optional(request, "seed", r.decimal, 0)
    shared = OBJECTS[kind]()
    programs = [steps_of(thread, index, shared) for index, thread in enumerate(threads)]
    r.demand(sum(map(len, programs)) <= OPERATIONS_MOST, "too many operations")
    origin = time.monotonic_ns()
    history = run(programs, shared, seed)
    return {"history": [entry(origin, *each) for each in history]}


def run(programs, shared, seed):
    histories = [[] for _ in programs]
    start = threading.Barrier(len(programs))
    chance = random.Random(seed)

    def meet():
        if chance.randrange(MEET_ONE_IN) == 0:
            time.sleep(0)

    workers = [
        threading.Thread(target=work, args=(index, steps, shared, start, histories[index]))
        for index, steps in enumerate(programs)
    ]
    deques.meet = meet
    try:
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    finally:
        deques.meet = deques.never
    return [each for history in histories for each in history]
