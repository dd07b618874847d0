"""value.eval: VAL-05a to VAL-05e, VAL-15, VAL-20."""

import math
import struct

import plain as p
import profiles
import request as r
from plain import INT_LEAST, INT_MOST, Plain

RANGE = 2**61
FORMATS = {"float32": (">f", ">I", 31), "float64": (">d", ">Q", 63)}


def ranged(exact):
    if not INT_LEAST <= exact <= INT_MOST:
        raise r.panic("int-overflow")
    return exact


def quotient(left, right):
    """Python's own // rounds down; this one cuts the fraction off."""
    if right == 0:
        raise r.panic("division-by-zero")
    size = abs(left) // abs(right)
    return size if (left < 0) == (right < 0) else -size


def wrapped(exact):
    return (exact - INT_LEAST) % RANGE + INT_LEAST


INT_OPERATORS = {
    "add": lambda a, b: ranged(a + b),
    "sub": lambda a, b: ranged(a - b),
    "mul": lambda a, b: ranged(a * b),
    "div": lambda a, b: ranged(quotient(a, b)),
    "rem": lambda a, b: a - b * quotient(a, b),
    "wrap-add": lambda a, b: wrapped(a + b),
    "wrap-sub": lambda a, b: wrapped(a - b),
    "wrap-mul": lambda a, b: wrapped(a * b),
}


def float_divide(a, b):
    """Python raises where IEEE 754 has an answer."""
    if b != 0:
        return a / b
    if a == 0 or math.isnan(a):
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1, b)


def float_remainder(a, b):
    if math.isnan(a) or math.isnan(b) or math.isinf(a) or b == 0:
        return math.nan
    return math.fmod(a, b)


FLOAT_OPERATORS = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": float_divide,
    "rem": float_remainder,
}

ORDERS = {
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
}
EQUALITIES = ("eq", "ne")
OPERATORS = {*INT_OPERATORS, *FLOAT_OPERATORS, *ORDERS, *EQUALITIES, "neg"}


def from_bits(kind, bits):
    number, integer, _ = FORMATS[kind]
    return struct.unpack(number, struct.pack(integer, bits))[0]


def to_bits(kind, number):
    """Rounds a float64 to the format. For + - * / of two float32 that is the same as rounding once: 53 >= 2 * 24 + 2."""
    pattern, integer, _ = FORMATS[kind]
    try:
        return struct.unpack(integer, struct.pack(pattern, number))[0]
    except OverflowError:
        return to_bits(kind, math.copysign(math.inf, number))


def comparable(value):
    return from_bits(value.kind, value.value) if value.kind in FORMATS else value.value


def evaluate(operator, operands):
    kinds = {each.kind for each in operands}
    if len(kinds) > 1:
        raise r.panic("type")
    kind = kinds.pop()
    if operator in EQUALITIES:
        equal = comparable(operands[0]) == comparable(operands[1])
        return Plain("bool", equal == (operator == "eq"))
    if operator in ORDERS:
        if kind not in ("int", "char", *FORMATS):
            raise r.panic("type")
        return Plain("bool", ORDERS[operator](*map(comparable, operands)))
    if operator == "neg":
        return negated(operands[0])
    if kind == "int":
        return Plain(kind, INT_OPERATORS[operator](*(each.value for each in operands)))
    if kind in FORMATS and operator in FLOAT_OPERATORS:
        return Plain(kind, to_bits(kind, FLOAT_OPERATORS[operator](*map(comparable, operands))))
    raise r.panic("type")


def negated(operand):
    if operand.kind == "int":
        return Plain("int", ranged(-operand.value))
    if operand.kind in FORMATS:
        return Plain(operand.kind, operand.value ^ 1 << FORMATS[operand.kind][2])
    raise r.panic("type")


def op_eval(request):
    operator = r.text(request, "operator")
    r.demand(operator in OPERATORS, f"no operator {operator}")
    operands = [p.parse(each) for each in r.array(request, "operands")]
    r.demand(len(operands) == (1 if operator == "neg" else 2), "another number of operands")
    for each in operands:
        profiles.check(each)
    return profiles.allocating("result", evaluate(operator, operands))
