"""The instructions of the family arithmetic, as functions of values (ISA-12 to ISA-15, ISA-38)."""
import math

from values import LEAST, MOST, Char, Float32, Panic, Symbol, kind, text


# tag::ints[]
def ranged(exact):
    """Ints of Jet have 61 bits; Python's have as many as they need, so a result is exact first."""
    if not LEAST <= exact <= MOST:
        raise Panic("int-overflow", "%d does not fit 61 bits" % exact)
    return exact


def quotient(left, right):
    """Toward zero; Python's own // rounds down."""
    if right == 0:
        raise Panic("division-by-zero", "an int is divided by zero")
    size = abs(left) // abs(right)
    return size if (left < 0) == (right < 0) else -size


INTS = {
    "add": lambda left, right: ranged(left + right),
    "subtract": lambda left, right: ranged(left - right),
    "multiply": lambda left, right: ranged(left * right),
    "divide": lambda left, right: ranged(quotient(left, right)),
    "remainder": lambda left, right: left - right * quotient(left, right),
}
# end::ints[]


def float_quotient(left, right):
    """Python raises where IEEE 754 has an answer."""
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


def float_remainder(left, right):
    if math.isnan(left) or math.isnan(right) or math.isinf(left) or right == 0:
        return math.nan
    return math.fmod(left, right)


FLOATS = {"add": lambda left, right: left + right, "subtract": lambda left, right: left - right,
          "multiply": lambda left, right: left * right, "divide": float_quotient, "remainder": float_remainder}
WRAPPED = {"add": lambda left, right: left + right, "subtract": lambda left, right: left - right,
           "multiply": lambda left, right: left * right}


def refuse(what, *values):
    raise Panic("type", "%s of %s" % (what, " and ".join(kind(each) for each in values)))


def binary(name, left, right):
    kinds = kind(left), kind(right)
    if kinds == ("int", "int"):
        return INTS[name](left, right)
    if kinds == ("float32", "float32"):
        return Float32.round(FLOATS[name](left.number, right.number))
    if set(kinds) <= {"int", "float64"}:
        return FLOATS[name](float(left), float(right))
    if kinds == ("string", "string") and name == "add":
        return left + right
    return refuse(name, left, right)


def wrapping(name, left, right):
    if (kind(left), kind(right)) != ("int", "int"):
        refuse("wrapping " + name, left, right)
    return (WRAPPED[name](left, right) - LEAST) % (1 << 61) + LEAST


def negate(value):
    match kind(value):
        case "int": return ranged(-value)
        case "float64": return -value
        case "float32": return Float32(-value.number)
    return refuse("negative", value)


TARGETS = ("int", "float32", "float64", "char", "symbol", "string")


def convert(value, target):
    to, of = TARGETS[target], kind(value)
    if to == of:
        return value
    match of, to:
        case _, "string": return text(value)
        case ("float32" | "float64"), "int": return float_to_int(value if of == "float64" else value.number)
        case "char", "int": return value.scalar
        case "int", "float32": return int_to_float32(value)
        case "float64", "float32": return Float32.round(value)
        case "int", "float64": return float(value)
        case "float32", "float64": return value.number
        case "int", "char":
            if not 0 <= value <= 0x10FFFF or 0xD800 <= value <= 0xDFFF:
                raise Panic("bounds", "%d is no Unicode scalar value" % value)
            return Char(value)
        case "string", "symbol": return Symbol.of(value)
    raise Panic("type", "no %s from %s" % (to, of))


def float_to_int(number):
    if not math.isfinite(number):
        raise Panic("int-overflow", "%s is no int" % number)
    return ranged(math.trunc(number))


def int_to_float32(value):
    """In one rounding, ties to even; by way of a float64 there would be two."""
    size, surplus = abs(value), max(abs(value).bit_length() - 24, 0)
    kept, rest = size >> surplus, size & (1 << surplus) - 1
    half = 1 << surplus >> 1
    if surplus and (rest > half or rest == half and kept & 1):
        kept += 1
    return Float32(float(kept << surplus) * (-1 if value < 0 else 1))
