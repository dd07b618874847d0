"""Words of the tagged profile: VAL-01 to VAL-14, STR-05, and symbols."""

import plain as p
import request as r
from plain import Plain

INT, BOOL, NIL, FLOAT32, CHAR, SYMBOL, STRING, REF = range(8)
HINT = 0xF640
SYMBOLS = 2**61
IMMEDIATE_BYTES = 7
WORD_MASK = 2**64 - 1

# Texts by index, and indices by text, from symbol.intern until reset.
symbol_texts = []
symbol_indices = {}


def is_address(address):
    return 0 < address < 2**48 and address % 8 == 0


def check(plain):
    p.check(plain, SYMBOLS, is_address)


def is_boxed(plain):
    return plain.kind == "float64" or plain.kind == "string" and len(plain.value) > IMMEDIATE_BYTES


def encode(plain):
    """The word of a checked value that is not boxed."""
    value = plain.value
    match plain.kind:
        case "int":
            return value * 8 & WORD_MASK
        case "bool":
            return BOOL | value << 3
        case "nil":
            return NIL
        case "float32":
            return value << 32 | FLOAT32
        case "char":
            return value << 3 | CHAR
        case "symbol":
            return value << 3 | SYMBOL
        case "string":
            return int.from_bytes(value, "little") << 8 | len(value) << 3 | STRING
        case "ref":
            return value | REF
        case "float64-ref":
            return HINT << 48 | value | REF
    raise AssertionError(plain)


def decode(word):
    tag, payload = word & 7, word >> 3
    match tag:
        case 0:
            return Plain("int", payload - (payload >> 60 << 61))
        case 1:
            return Plain("bool", bool(valid(payload < 2, payload, "bool-payload")))
        case 2:
            return Plain("nil", valid(payload == 0, None, "nil-payload"))
        case 3:
            return Plain("float32", valid(word & 0xFFFFFFF8 == 0, word >> 32, "float32-padding"))
        case 4:
            return Plain("char", valid(p.is_scalar(payload), payload, "char-scalar"))
        case 5:
            return Plain("symbol", payload)
        case 6:
            return Plain("string", decode_string(word))
    return decode_reference(word)


def decode_string(word):
    if word & 0xC0:
        raise r.malformed("string-reserved")
    length = word >> 3 & 7
    data = (word >> 8).to_bytes(7, "little")
    if any(data[length:]):
        raise r.malformed("string-padding")
    if p.ill_formed(data[:length]) is not None:
        raise r.malformed("utf8")
    return data[:length]


def decode_reference(word):
    hint = word >> 48
    if hint not in (0, HINT):
        raise r.malformed("ref-hint")
    address = word & 2**48 - 8
    if address == 0:
        raise r.malformed("ref-null")
    return Plain("float64-ref" if hint else "ref", address)


def valid(holds, value, code):
    if not holds:
        raise r.malformed(code)
    return value


def op_intern(request):
    data = r.data(request, "bytes")
    if (at := p.ill_formed(data)) is not None:
        raise r.malformed("utf8", at=at)
    if data not in symbol_indices:
        symbol_indices[data] = len(symbol_texts)
        symbol_texts.append(data)
    return {"word": r.shown_word(encode(Plain("symbol", symbol_indices[data])))}


def op_symbol_text(request):
    word = r.word(request, "word")
    if word & 7 != SYMBOL:
        raise r.malformed("symbol-word")
    if word >> 3 >= len(symbol_texts):
        raise r.malformed("symbol-unknown")
    return {"bytes": r.shown_data(symbol_texts[word >> 3])}


def forget_symbols():
    symbol_texts.clear()
    symbol_indices.clear()
