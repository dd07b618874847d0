"""Agents whose effects violate the specification in one place each (see wrong.py): `agent.py --wrong NAME`."""

import effects
from effects import Abandonment, Panic, Run
from wrong import variant


@variant("EFF-08")
def effect_clause_sees_its_handler():
    """A clause runs inside of the handlers of its own function."""
    right = Run.clause

    def clause(run, function, argument, continuation):
        inside = effects.Base(function, right(run, function, argument, continuation))
        inside.handles = continuation.base.handles
        return (yield from run.drive(inside, None))

    Run.clause = clause


@variant("EFF-05")
def effect_handlers_are_gone_when_resumed():
    """A resumption puts back the frames without their handlers."""
    right = Run.resume

    def resume(run, continuation, value):
        continuation.base.handles = {}
        return (yield from right(run, continuation, value))

    Run.resume = resume


@variant("EFF-06")
def effect_abort_runs_no_cleanups():
    """What a clause does not resume is forgotten."""

    def give_up(run, continuation):
        yield from ()

    Run.give_up = give_up


@variant("EFF-06")
def effect_abort_before_the_cleanups_of_its_clause():
    """What is not resumed is unwound before the cleanups of the clause are called."""
    right = Run.steps

    def steps(run, frame, some):
        yield from right(run, frame, some)
        if frame.continuation and not frame.continuation.kept:
            yield from run.abandon(frame.continuation)

    Run.steps = steps


@variant("EFF-07")
def effect_resumed_twice():
    """A continuation is resumed as often as a clause likes; the second time there is nothing left to run."""

    def use(run, continuation):
        continuation.used = True

    Run.use = use


@variant("EFF-16")
def effect_in_a_cleanup_of_an_abort_ends_it():
    """Frames that are not resumed are left in the way of generator.close(): whoever yields meanwhile is ended."""
    right = Run.abandon

    def abandon(run, continuation):
        try:
            next(right(run, continuation), None)
        except Abandonment:
            pass
        yield from ()

    Run.abandon = abandon


@variant("EFF-20")
def effect_panic_of_resumed_frames_ends_the_run():
    """A panic in resumed frames is not recovered by the clause that resumed them."""
    right = Run.resume

    def resume(run, continuation, value):
        try:
            return (yield from right(run, continuation, value))
        except Panic as panic:
            raise Panic(panic.code, panic.value, last=True) from None

    Run.resume = resume


@variant("ISA-47")
def effect_recovery_in_a_cleanup_loses_the_panic():
    """A cleanup that recovers a panic of its own ends the panic that called it as well."""
    right = Run.recovered

    def recovered(end):
        ended.append(end)
        return right(end)

    def unwind(run, frame, unwinding, most):
        before = len(ended)
        unwinding = yield from right_unwind(run, frame, unwinding, most)
        return unwinding if len(ended) == before else ended[-1]

    ended = []
    right_unwind = Run.unwind
    Run.recovered = staticmethod(recovered)
    Run.unwind = unwind


@variant("ISA-47")
def effect_second_panic_is_recovered():
    """A panic that leaves a cleanup takes the place of the one that called it."""
    right = Run.joined

    def joined(first, second):
        both = isinstance(first, Panic) and isinstance(second, Panic)
        return second if both else right(first, second)

    Run.joined = staticmethod(joined)


@variant("EFF-17")
def effect_tail_resumption_is_a_call():
    """The resumption that ends a clause is a call of its driver, which waits for the result."""
    right = Run.clause

    def clause(run, function, argument, continuation):
        result = yield from right(run, function, argument, continuation)
        if isinstance(result, tuple) and result[0] is effects.TAIL:
            return (yield from run.resume(continuation, result[1]))
        return result

    Run.clause = clause


@variant("ISA-63")
def effect_tail_resumption_before_the_cleanups():
    """The cleanups of a clause that ends with a resumption are not called."""
    right = Run.frame

    def frame(run, function, frame):
        if function.resumes:
            yield from run.steps(frame, function.steps)
            return effects.TAIL, run.value(frame, function.result)
        return (yield from right(run, function, frame))

    Run.frame = frame


@variant("EFF-14")
def effect_drop_forgets():
    """A dropped continuation is marked as used, and its cleanups never run."""

    def drop(run, frame, step):
        run.held(step.name).used = True
        yield from ()

    effects.STEPS["drop"] = drop


@variant("EFF-03")
def effect_unhandled_ends_the_run():
    """An effect that no function handles is no panic that can be recovered."""
    effects.unhandled = lambda effect: Panic("unhandled-effect", last=True)


@variant("EFF-06")
def effect_abort_is_recovered():
    """A protected part stops the unwinding of frames that are not resumed."""
    right = Run.recovered

    def recovered(end):
        return Panic("abandoned") if isinstance(end, Abandonment) else right(end)

    Run.recovered = staticmethod(recovered)


@variant("UNW-06")
def effect_cleanups_oldest_first():
    """Cleanups are called in the order in which they were registered."""
    right = Run.unwind

    def unwind(run, frame, unwinding, most):
        frame.cleanups[most:] = frame.cleanups[:most - 1 if most else None:-1]
        return (yield from right(run, frame, unwinding, most))

    Run.unwind = unwind


@variant("EFF-16")
def effect_abort_loses_a_panic_under_way():
    """A cleanup of a panic performs an effect and is not resumed: the panic is lost."""
    right = Run.joined

    def joined(first, second):
        if isinstance(first, Panic) and isinstance(second, Abandonment):
            return second
        return right(first, second)

    Run.joined = staticmethod(joined)
