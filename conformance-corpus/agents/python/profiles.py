"""Which of the two profiles is configured, and what depends on it (VAL-15, VAL-20, NAN-03)."""

import nan_boxed
import plain as p
import tagged
from plain import Plain

BOX_BYTES = 24
NAMES = ("tagged", "nan")

_words = tagged


def configure(name):
    global _words
    _words = nan_boxed if name == "nan" else tagged


def check(plain):
    _words.check(plain)


def seen(value):
    """A value as this profile has it: of NaNs of float64 the NaN profile has one (NAN-04)."""
    if _words is nan_boxed and value.kind == "float64":
        return Plain("float64", nan_boxed.canonical(value.value))
    return value


def allocating(member, value):
    """A member with a result, and how many bytes its box took from the heap."""
    value = seen(value)
    boxed = value.kind in ("int", "float64") and _words.is_boxed(value)
    return {member: p.shown(value), "allocated": BOX_BYTES if boxed else 0}
