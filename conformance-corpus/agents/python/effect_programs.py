"""The functions of `effect.run`: read and checked before they run (EFF-22)."""

import re
from dataclasses import dataclass, field

import request as r

MAIN = "main"
MOST_REPETITIONS = 1_000_000
NAME = re.compile(r"[a-z][a-z0-9-]{0,31}\Z")
KINDS = ("note", "call", "perform", "resume", "keep", "drop", "defer", "panic", "protect", "repeat")
IN_CLAUSES = "argument"
IN_RECOVERED = ("code", "value")


@dataclass
class Step:
    kind: str
    name: str | None = None
    value: object = None
    steps: list = field(default_factory=list)
    recovered: list = field(default_factory=list)


@dataclass
class Function:
    handles: dict
    steps: list
    result: object
    resumes: bool


def name(value):
    r.demand(isinstance(value, str) and NAME.match(value), "no name of small letters, digits and hyphens")
    return value


def read(functions):
    r.demand(MAIN in functions, f"no function {MAIN}")
    handled = {name(key): handlers(r.an_object(function)) for key, function in functions.items()}
    clauses = {clause for each in handled.values() for clause in each.values()}
    r.demand(clauses <= functions.keys() - {MAIN}, "a handler is no function, or it is main")
    callable_names = functions.keys() - clauses
    return {key: Reader(callable_names, key in clauses).function(function, handled[key]) for key, function in functions.items()}


def handlers(function):
    return {name(effect): name(clause) for effect, clause in r.optional(function, "handles", r.object_of, {}).items()}


class Reader:
    """Reads one function."""

    def __init__(self, callable_names, is_clause):
        self.callable_names = callable_names
        self.is_clause = is_clause
        self.recovering = 0

    def function(self, function, handles):
        steps = self.steps(r.optional(function, "steps", r.array, []))
        resumes = "resumes" in function
        r.demand(not (resumes and "returns" in function), "either returns or resumes")
        r.demand(self.is_clause or not resumes, "only a clause resumes")
        return Function(handles, steps, self.value(function, "resumes" if resumes else "returns", None), resumes)

    def steps(self, steps):
        return [self.step(r.an_object(each)) for each in steps]

    def step(self, step):
        kinds = [kind for kind in KINDS if kind in step]
        r.demand(len(kinds) == 1, f"a step has one of {KINDS}")
        kind = kinds[0]
        match kind:
            case "note" | "panic":
                return Step(kind, value=self.value(step, kind))
            case "call" | "defer":
                r.demand(step[kind] in self.callable_names, f"{step[kind]} is no function that can be called")
                return Step(kind, name=step[kind])
            case "perform":
                return Step(kind, name=name(step[kind]), value=self.value(step, "argument", None))
            case "resume":
                held = name(step["continuation"]) if "continuation" in step else None
                r.demand(held or self.is_clause, "only a clause has a continuation")
                return Step(kind, name=held, value=self.value(step, kind))
            case "keep":
                r.demand(self.is_clause, "only a clause has a continuation")
                return Step(kind, name=name(step[kind]))
            case "drop":
                return Step(kind, name=name(step[kind]))
            case "protect":
                protected = self.steps(r.array(step, kind))
                self.recovering += 1
                recovered = self.steps(r.optional(step, "recovered", r.array, []))
                self.recovering -= 1
                return Step(kind, steps=protected, recovered=recovered)
            case _:
                times = r.within(step, kind, 0, MOST_REPETITIONS)
                return Step(kind, value=times, steps=self.steps(r.array(step, "do")))

    def value(self, holder, member, *absent):
        if absent and member not in holder:
            return absent[0]
        value = r.member(holder, member)
        if isinstance(value, str):
            known = value == "last" or value == IN_CLAUSES and self.is_clause or value in IN_RECOVERED and self.recovering
            r.demand(known, f"{value} is no value here")
        else:
            r.demand(value is None or r.is_integer(value), f"{member} is no value")
        return value
