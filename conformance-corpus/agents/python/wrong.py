"""Agents that violate the specification in one place each: `agent.py --wrong NAME`. README.adoc names the clause of each."""

import math

import arithmetic
import arrays
import headers
import nan_boxed
import profiles
import request as r
import session
import storage
import strings
import structs
import tagged
from plain import INT_LEAST, INT_MOST, Plain

VARIANTS = {}


def variant(clause):
    """Registers a change of the modules under its name with hyphens, with the clause that it violates."""

    def register(change):
        VARIANTS[change.__name__.replace("_", "-")] = clause, change
        return change

    return register


def become(name):
    _, change = VARIANTS[name]
    change()


@variant("VAL-05c")
def wrapping_saturates():
    arithmetic.wrapped = lambda exact: min(max(exact, INT_LEAST), INT_MOST)


@variant("VAL-05b")
def division_rounds_down():
    right = arithmetic.quotient

    def quotient(dividend, divisor):
        return dividend // divisor if divisor else right(dividend, divisor)

    arithmetic.quotient = quotient


@variant("VAL-05d")
def remainder_of_the_divisor():
    arithmetic.FLOAT_OPERATORS["rem"] = lambda a, b: a % b if b and not math.isinf(a) else math.nan


@variant("VAL-05d")
def minus_zero_lost():
    right = arithmetic.negated

    def negated(operand):
        if operand.kind in arithmetic.FORMATS and operand.value == 0:
            return operand
        return right(operand)

    arithmetic.negated = negated


@variant("VAL-18a")
def bytes_reversed():
    right = storage.store_int
    storage.store_int = lambda name, value: right(name, value)[::-1]


@variant("VAL-18b")
def small_ints_unsigned():
    """Bytes of i8 are loaded as those of u8."""
    storage.INTS["i8"] = (1, False)


@variant("VAL-11")
def hint_ignored():
    """The hint of a float64 is not looked at."""
    right = tagged.decode_reference
    tagged.decode_reference = lambda word: Plain("ref", right(word).value)


@variant("NAN-04")
def nan_payload_kept():
    nan_boxed.canonical = lambda bits: bits


@variant("NAN-02")
def nan_ints_unsigned():
    right = nan_boxed.decode

    def decode(word):
        value = right(word)
        return Plain("int", value.value % 2**32) if value.kind == "int" else value

    nan_boxed.decode = decode


@variant("NAN-01")
def infinity_is_tagged():
    """All words whose exponent is full are taken for tagged ones."""
    nan_boxed.ONES = 0x7FF0 << 48


@variant("STRUCT-12")
def header_counts_itself():
    right = headers.pack
    headers.pack = lambda type_id, size, *more, **named: right(type_id, size + headers.BYTES, *more, **named)


@variant("HDR-06")
def strong_count_wraps():
    headers.STRONG_MOST = 2**32


@variant("HDR-10")
def whitening_unpins():
    headers.EVENTS["white"] = (headers.EVENTS["white"][0], lambda gc: 0)


@variant("STRUCT-02")
def fields_unsorted():
    structs.first_fit = structs.in_order


@variant("STRUCT-10")
def gaps_unused():
    """Fields are sorted by alignment, and each begins behind the one before."""

    def first_fit(fields):
        offsets = [0] * len(fields)
        at = structs.START
        for index in sorted(range(len(fields)), key=lambda each: -fields[each].align):
            offsets[index] = structs.up(at, fields[index].align)
            at = offsets[index] + fields[index].size
        return offsets

    structs.first_fit = first_fit


@variant("ARR-02")
def stride_is_the_size():
    right = arrays.Store.__init__

    def init(store, size, align):
        right(store, size, align)
        store.stride = size

    arrays.Store.__init__ = init


@variant("PERF-02")
def columns_close():
    arrays.COLUMN_ALIGN = 8


@variant("ARR-09")
def growth_from_4():
    arrays.LEAST_GROWTH = 4


@variant("ARR-06")
def slice_of_slice_from_the_start():
    right = session.OPERATIONS["array.slice"]

    def op_slice(request):
        answer = right(request)
        if "slice" in request:
            image = bytearray(r.data(answer, "image"))
            image[8:12] = request["offset"].to_bytes(4, "little")
            return {"image": r.shown_data(bytes(image))}
        return answer

    session.OPERATIONS["array.slice"] = op_slice


@variant("STR-02")
def chars_by_utf16():
    strings.chars = lambda data: len(data.decode("utf-8").encode("utf-16-le")) // 2


@variant("STR-04")
def hash_multiplied_first():
    def hash_of(data):
        value = strings.FNV_START
        for byte in data:
            value = value * strings.FNV_PRIME & 2**32 - 1 ^ byte
        return value or 1

    strings.hash_of = hash_of


@variant("STR-03")
def hash_may_be_zero():
    right = strings.hash_of
    strings.hash_of = lambda data: right(data) if right(data) != 1 else 0


@variant("STR-06")
def inline_to_22():
    strings.INLINE_MOST = 22


@variant("STR-05")
def word_to_6():
    tagged.IMMEDIATE_BYTES = 6


@variant("CONF-11")
def first_profile_stays():
    """A process that serves one case is right. One that serves cases of both profiles is not."""
    right = profiles.configure

    def configure(name):
        right(name)
        profiles.configure = lambda later: None

    profiles.configure = configure
