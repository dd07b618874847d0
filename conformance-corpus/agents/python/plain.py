"""Plain values of the protocol, read into objects and written back."""

from dataclasses import dataclass
from typing import Any

import request as r

INT_LEAST = -(2**60)
INT_MOST = 2**60 - 1


@dataclass(frozen=True)
class Plain:
    """A value by its kind: an int, a truth value, bits, a scalar value, an index, bytes or an address; None for nil."""

    kind: str
    value: Any = None


READERS = {
    "int": lambda each: r.decimal(each, "value"),
    "bool": lambda each: r.truth(each, "value"),
    "nil": lambda each: None,
    "float32": lambda each: r.word32(each, "bits"),
    "float64": lambda each: r.word(each, "bits"),
    "char": lambda each: r.integer(each, "value"),
    "symbol": lambda each: r.decimal(each, "index"),
    "string": lambda each: r.data(each, "bytes"),
    "ref": lambda each: r.word(each, "address"),
    "float64-ref": lambda each: r.word(each, "address"),
}

WRITERS = {
    "int": lambda value: {"value": str(value)},
    "bool": lambda value: {"value": value},
    "nil": lambda value: {},
    "float32": lambda value: {"bits": r.shown_word32(value)},
    "float64": lambda value: {"bits": r.shown_word(value)},
    "char": lambda value: {"value": value},
    "symbol": lambda value: {"index": str(value)},
    "string": lambda value: {"bytes": r.shown_data(value)},
    "ref": lambda value: {"address": r.shown_word(value)},
    "float64-ref": lambda value: {"address": r.shown_word(value)},
}


def parse(value):
    """Only the form is looked at; whether it is a value, says check of a profile."""
    kind = r.text(r.an_object(value), "kind")
    r.demand(kind in READERS, f"no kind {kind}")
    return Plain(kind, READERS[kind](value))


def read(holder, name):
    return parse(r.member(holder, name))


def shown(plain):
    return {"kind": plain.kind, **WRITERS[plain.kind](plain.value)}


def is_scalar(number):
    return 0 <= number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF


def check(plain, symbols, is_address):
    """Refuses what is no value; a profile says how many symbols there can be and what an address is (VAL-04, VAL-12 to VAL-14)."""
    kind, value = plain.kind, plain.value
    if kind == "int" and not INT_LEAST <= value <= INT_MOST:
        raise r.invalid("int-range")
    if kind == "char" and not is_scalar(value):
        raise r.invalid("char-scalar")
    if kind == "symbol" and not 0 <= value < symbols:
        raise r.invalid("symbol-range")
    if kind in ("ref", "float64-ref") and not is_address(value):
        raise r.invalid("ref-address")
    if kind == "string" and ill_formed(value) is not None:
        raise r.invalid("utf8")


def ill_formed(data):
    """The offset of the first ill-formed sequence, or None (STR-01)."""
    try:
        data.decode("utf-8")
        return None
    except UnicodeDecodeError as fault:
        return fault.start
