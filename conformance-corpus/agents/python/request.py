"""Members of a request, each of the form that its operation asks for, and the outcomes that are not ok (CONF-05, CONF-16)."""

import base64
import binascii
import re

INTEGER_LIMIT = 2**53 - 1
MESSAGE = 200
WORD = re.compile(r"0x[0-9A-Fa-f]{1,16}\Z")
WORD32 = re.compile(r"0x[0-9A-Fa-f]{8}\Z")
DECIMAL = re.compile(r"-?[0-9]{1,40}\Z")
BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\Z")


class Refusal(Exception):
    """An answer that is not ok: its members but the id."""

    def __init__(self, **answer):
        super().__init__(answer)
        self.answer = answer


def panic(code):
    return Refusal(outcome="panic", code=code)


def malformed(code, **more):
    return Refusal(outcome="reject", phase="malformed", code=code, **more)


def invalid(code):
    return Refusal(outcome="reject", phase="invalid", code=code)


def unsupported(feature):
    return Refusal(outcome="unsupported", feature=feature)


def bad_request(why):
    return Refusal(outcome="error", code="bad-request", definite=True, message=why[:MESSAGE])


def demand(holds, why):
    if not holds:
        raise bad_request(why)


def member(holder, name):
    demand(name in holder, f"no member {name}")
    return holder[name]


def optional(holder, name, read, absent=None):
    return read(holder, name) if name in holder else absent


def text(holder, name):
    value = member(holder, name)
    demand(isinstance(value, str), f"{name} is no text")
    return value


def truth(holder, name):
    value = member(holder, name)
    demand(isinstance(value, bool), f"{name} is neither true nor false")
    return value


def array(holder, name):
    value = member(holder, name)
    demand(isinstance(value, list), f"{name} is no array")
    return value


def an_object(value):
    demand(isinstance(value, dict), "no object")
    return value


def object_of(holder, name):
    return an_object(member(holder, name))


def integer(holder, name):
    """A whole number: a JSON number up to 2^53 - 1 in size, or decimal digits (CONF-07)."""
    value = member(holder, name)
    if isinstance(value, str):
        demand(DECIMAL.match(value), f"{name} is no number")
        return int(value)
    demand(is_integer(value), f"{name} is no number")
    return value


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= INTEGER_LIMIT


def within(holder, name, least, most):
    """A whole number in a range that a page gives; another one is a bad request."""
    value = integer(holder, name)
    demand(least <= value <= most, f"{name} is not from {least} to {most}")
    return value


def decimal(holder, name):
    """A whole number that always travels as text."""
    value = text(holder, name)
    demand(DECIMAL.match(value), f"{name} is no decimal number")
    return int(value)


def word(holder, name):
    value = text(holder, name)
    demand(WORD.match(value), f"{name} is no word")
    return int(value, 16)


def word32(holder, name):
    value = text(holder, name)
    demand(WORD32.match(value), f"{name} is no word of 32 bits")
    return int(value, 16)


def data(holder, name):
    value = text(holder, name)
    demand(BASE64.match(value), f"{name} is no base64")
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error as fault:
        raise bad_request(f"{name}: {fault}") from fault


def shown_word(value):
    return f"0x{value:016X}"


def shown_word32(value):
    return f"0x{value:08X}"


def shown_data(value):
    return base64.b64encode(value).decode("ascii")
