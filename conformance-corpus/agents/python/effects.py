"""Effects with Python's generators: `effect.run` (EFF-22) without bytecode, stack or machine.

A call is a generator, and calls nest by `yield from`. A function performs an effect by yielding it: the effect passes outward through
all generators to the driver of a function that handles it. What then waits inside of the driver is the continuation. The driver runs the
clause in the place of its function, and a resumption runs a driver with the same handlers again. An effect can be answered by an
exception in the place of a value: that is how frames that are not resumed are left.
"""

import effect_programs
import request as r


class Unwinding(Exception):
    """Leaves frames, with their cleanups."""


class Panic(Unwinding):
    def __init__(self, code, value=None, last=False):
        super().__init__(code)
        self.code = code
        self.value = value
        self.last = last  # it left a cleanup that another panic had called: it runs no cleanups and nothing recovers it


class Abandonment(Unwinding):
    """Unwinds continuations, from the innermost frame to the last of `bases`, their outermost frames."""

    def __init__(self, bases, panic=None, earlier=False):
        super().__init__("abandoned")
        self.bases = frozenset(bases)
        self.panic = panic  # a panic that goes on afterwards
        self.earlier = earlier  # whether a protected part of the continuation would have recovered that panic


class Continuation:
    def __init__(self, base):
        self.base = base
        self.used = False
        self.kept = False


class Base:
    """A function with handlers: the outermost frame of continuations."""

    def __init__(self, function, generator):
        self.handles = function.handles
        self.generator = generator


class Frame:
    def __init__(self, argument=None, continuation=None):
        self.argument = argument
        self.continuation = continuation
        self.last = None
        self.panics = []  # those that the steps around have recovered
        self.cleanups = []


TAIL = object()  # what a clause returns that ends with the resumption of its continuation


class Run:
    def __init__(self, functions):
        self.functions = functions
        self.events = []
        self.kept = {}
        self.abandoned = set()  # the bases of the continuations that are being unwound

    # --- calls, effects, resumptions ---

    def call(self, name):
        function = self.functions[name]
        generator = self.frame(function, Frame())
        if not function.handles:
            return (yield from generator)
        return (yield from self.drive(Base(function, generator), None))

    def drive(self, base, answer):
        """Goes on with frames that wait, until the outermost returns or is replaced by a clause."""
        while True:
            try:
                thrown = isinstance(answer, Unwinding)
                effect, argument = base.generator.throw(answer) if thrown else base.generator.send(answer)
            except StopIteration as end:
                return end.value
            if effect not in base.handles:
                try:
                    answer = yield effect, argument
                except Unwinding as unwinding:
                    answer = unwinding
                continue
            continuation = Continuation(base)
            clause = self.functions[base.handles[effect]]
            result = yield from self.clause(clause, argument, continuation)
            if not isinstance(result, tuple) or result[0] is not TAIL:
                return result
            self.use(continuation)
            answer = result[1]

    def clause(self, function, argument, continuation):
        frame = Frame(argument, continuation)
        frame.cleanups.append(lambda: self.give_up(continuation))
        return (yield from self.frame(function, frame))

    def use(self, continuation):
        if continuation.used:
            raise Panic("continuation-consumed")
        continuation.used = True

    def resume(self, continuation, value):
        self.use(continuation)
        try:
            return (yield from self.drive(continuation.base, value))
        except Abandonment as end:
            # What began to unwind these frames may have been left since: then the unwinding ends here.
            self.go_on(end, end.bases & self.abandoned)
            return None

    def give_up(self, continuation):
        """At the end of its clause."""
        if not continuation.kept:
            yield from self.abandon(continuation)

    def abandon(self, continuation):
        if continuation.used:
            return
        continuation.used = True
        base = continuation.base
        self.abandoned.add(base)
        try:
            yield from self.drive(base, Abandonment([base]))
        except Abandonment as end:
            self.go_on(end, end.bases & self.abandoned - {base})
        finally:
            self.abandoned.discard(base)

    @staticmethod
    def go_on(end, further):
        """Raises what goes on when an abandonment has left its frames: to further bases, or a panic that it had."""
        if further:
            raise Abandonment(further, end.panic, end.earlier) from None
        if end.panic is not None:
            raise end.panic from None

    # --- frames ---

    def frame(self, function, frame):
        try:
            yield from self.steps(frame, function.steps)
            while len(frame.cleanups) > (1 if function.resumes else 0):
                yield from frame.cleanups.pop()()
            result = self.value(frame, function.result)
        except Unwinding as unwinding:
            raise (yield from self.unwind(frame, unwinding, 0)) from None
        return (TAIL, result) if function.resumes else result

    def unwind(self, frame, unwinding, most):
        """Calls cleanups until so many are left, and returns what goes on then."""
        while len(frame.cleanups) > most and not (isinstance(unwinding, Panic) and unwinding.last):
            try:
                yield from frame.cleanups.pop()()
            except Unwinding as second:
                unwinding = self.joined(unwinding, second)
        return unwinding

    @staticmethod
    def joined(first, second):
        """What goes on when an unwinding leaves a cleanup that another one called (EFF-16)."""
        pending = first.panic if isinstance(first, Abandonment) else first
        arriving = second.panic if isinstance(second, Abandonment) else second
        if pending is not None and arriving is not None:
            return Panic(arriving.code, arriving.value, last=True)
        bases = frozenset().union(*(each.bases for each in (first, second) if isinstance(each, Abandonment)))
        if arriving is not None:
            return Abandonment(bases, arriving)
        return Abandonment(bases, pending, isinstance(first, Panic) or first.earlier)

    # --- steps ---

    def steps(self, frame, steps):
        for step in steps:
            yield from STEPS[step.kind](self, frame, step)

    def value(self, frame, value):
        match value:
            case "last":
                return frame.last
            case "argument":
                return frame.argument
            case "code":
                return frame.panics[-1].code
            case "value":
                return frame.panics[-1].value
            case _:
                return value

    def note(self, frame, step):
        self.events.append(self.value(frame, step.value))
        yield from ()

    def step_call(self, frame, step):
        frame.last = yield from self.call(step.name)

    def perform(self, frame, step):
        frame.last = yield step.name, self.value(frame, step.value)

    def step_resume(self, frame, step):
        continuation = frame.continuation if step.name is None else self.held(step.name)
        frame.last = yield from self.resume(continuation, self.value(frame, step.value))

    def held(self, name):
        if name not in self.kept:
            raise Panic("type")
        return self.kept[name]

    def keep(self, frame, step):
        frame.continuation.kept = True
        self.kept[step.name] = frame.continuation
        yield from ()

    def drop(self, frame, step):
        yield from self.abandon(self.held(step.name))

    def defer(self, frame, step):
        frame.cleanups.append(lambda: self.call(step.name))
        yield from ()

    def panic(self, frame, step):
        raise Panic("user", self.value(frame, step.value))
        yield  # makes it a generator

    def protect(self, frame, step):
        cleanups = len(frame.cleanups)
        try:
            yield from self.steps(frame, step.steps)
        except Unwinding as unwinding:
            end = yield from self.unwind(frame, unwinding, cleanups)
        else:
            return
        frame.panics.append(self.recovered(end))
        yield from self.steps(frame, step.recovered)
        frame.panics.pop()

    @staticmethod
    def recovered(end):
        if isinstance(end, Abandonment) and end.panic is not None and end.earlier:
            raise Abandonment(end.bases)
        if isinstance(end, Abandonment) or end.last:
            raise end
        return end

    def repeat(self, frame, step):
        for _ in range(step.value):
            yield from self.steps(frame, step.steps)


STEPS = {
    "note": Run.note,
    "call": Run.step_call,
    "perform": Run.perform,
    "resume": Run.step_resume,
    "keep": Run.keep,
    "drop": Run.drop,
    "defer": Run.defer,
    "panic": Run.panic,
    "protect": Run.protect,
    "repeat": Run.repeat,
}


def unhandled(effect):
    """What a function is answered whose effect has come to the end of the task."""
    return Panic("unhandled-effect")


def run(run):
    """Runs `main`; the answer without the events."""
    task = run.call("main")
    answer = None
    try:
        while True:
            effect, _ = task.throw(answer) if isinstance(answer, Unwinding) else task.send(answer)
            answer = unhandled(effect)
    except StopIteration as end:
        return {"status": "returned", "result": end.value}
    except Panic as panic:
        return {"status": "panic", "panic": {"code": panic.code}}
    except RecursionError:
        return {"status": "panic", "panic": {"code": "stack-overflow"}}


def op_run(request):
    one = Run(effect_programs.read(r.object_of(request, "functions")))
    return {"events": one.events, **run(one)}
