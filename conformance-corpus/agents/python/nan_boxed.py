"""Words of the NaN profile: NAN-01 to NAN-07."""

import plain as p
import request as r
from plain import Plain

ONES = 0x7FFC << 48
SIGN = 1 << 63
CANONICAL = 0x7FF8 << 48
NIL, FALSE, TRUE, INT, FLOAT32, CHAR, SYMBOL = 1, 2, 3, 4, 6, 7, 8
SYMBOLS = 2**32
LOW = 2**32 - 1


def is_address(address):
    return 0 < address < 2**48


def check(plain):
    p.check(plain, SYMBOLS, is_address)


def is_boxed(plain):
    return plain.kind == "string" or plain.kind == "int" and not fits(plain.value)


def fits(number):
    return -(2**31) <= number < 2**31


def is_nan(bits):
    return bits & 2**63 - 1 > 0x7FF0 << 48


def canonical(bits):
    return CANONICAL if is_nan(bits) else bits


def tagged(tag, low):
    return ONES | tag << 32 | low


def encode(plain):
    """The word of a checked value that is not boxed."""
    value = plain.value
    match plain.kind:
        case "float64":
            return canonical(value)
        case "nil":
            return tagged(NIL, 0)
        case "bool":
            return tagged(TRUE if value else FALSE, 0)
        case "int":
            return tagged(INT, value & LOW)
        case "float32":
            return tagged(FLOAT32, value)
        case "char":
            return tagged(CHAR, value)
        case "symbol":
            return tagged(SYMBOL, value)
    return SIGN | ONES | value


def decode(word):
    if word & ONES != ONES:
        return Plain("float64", canonical(word))
    tag, low = word >> 32 & 0x3FFFF, word & LOW
    if word & SIGN:
        return decode_reference(word)
    match tag:
        case 1 | 2 | 3:
            if low:
                raise r.malformed("nan-payload")
            return Plain("nil") if tag == NIL else Plain("bool", tag == TRUE)
        case 4:
            return Plain("int", low - (low >> 31 << 32))
        case 6:
            return Plain("float32", low)
        case 7:
            if not p.is_scalar(low):
                raise r.malformed("char-scalar")
            return Plain("char", low)
        case 8:
            return Plain("symbol", low)
    raise r.malformed("nan-tag")


def decode_reference(word):
    if word >> 48 & 3:
        raise r.malformed("nan-tag")
    address = word & 2**48 - 1
    if address == 0:
        raise r.malformed("ref-null")
    return Plain("ref", address)
