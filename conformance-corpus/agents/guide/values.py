"""Values of the machine. nil is None; bools, ints, float64s and strings are Python's own; the rest are the classes below."""
import math
import struct
from dataclasses import dataclass

LEAST, MOST = -(1 << 60), (1 << 60) - 1


class Panic(Exception):
    def __init__(self, code, message=""):
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Float32:
    number: float  # one that has 24 bits

    @staticmethod
    def round(number):
        try:
            return Float32(struct.unpack(">f", struct.pack(">f", number))[0])
        except OverflowError:
            return Float32(math.copysign(math.inf, number))


@dataclass(frozen=True)
class Char:
    scalar: int


class Symbol:
    table = {}

    def __init__(self, text):
        self.text, self.index = text, len(Symbol.table)

    @staticmethod
    def of(text):
        if text not in Symbol.table:
            Symbol.table[text] = Symbol(text)
        return Symbol.table[text]


class Code:
    """A function of a module, and as a value the function."""

    def __init__(self, module, name):
        self.module, self.name, self.lines = module, name, []


def kind(value):
    return {type(None): "nil", bool: "bool", int: "int", float: "float64", str: "string", Float32: "float32", Char: "char",
            Symbol: "symbol", Code: "function", list: "list"}[type(value)]


def text(value):
    """As PRINT writes it (ISA-25)."""
    match kind(value):
        case "nil": return "nil"
        case "bool": return "true" if value else "false"
        case "float64": return number_text(value, lambda digits: float("%.*e" % (digits, value)) == value)
        case "float32": return number_text(value.number, lambda digits: Float32.round(
            float("%.*e" % (digits, value.number))) == value)
        case "char": return chr(value.scalar)
        case "symbol": return "#" + value.text
        case "function": return "<fn %s>" % (value.name or "<script>")
        case "list": return "[" + ", ".join('"%s"' % item for item in value) + "]"
        case _: return str(value)


def number_text(number, exact):
    """The fewest digits that are read as the same number; positional for exponents from -5 to 15."""
    if math.isnan(number):
        return "nan"
    sign = "-" if math.copysign(1, number) < 0 else ""
    if math.isinf(number) or number == 0:
        return sign + ("inf" if number else "0.0")
    count = next(digits for digits in range(17) if exact(digits))
    mantissa, exponent = ("%.*e" % (count, abs(number))).split("e")
    digits, exponent = mantissa.replace(".", "").rstrip("0") or "0", int(exponent)
    if not -5 <= exponent < 16:
        return "%s%s%s%se%s%02d" % (sign, digits[0], "." if digits[1:] else "", digits[1:], "-" if exponent < 0 else "+",
                                    abs(exponent))
    if exponent < 0:
        return sign + "0." + "0" * (-exponent - 1) + digits
    return sign + digits[:exponent + 1].ljust(exponent + 1, "0") + "." + (digits[exponent + 1:] or "0")
