"""Structs: their layouts and images, STRUCT-01 to STRUCT-12."""

from dataclasses import dataclass

import headers
import plain as p
import profiles
import request as r
import storage

START = headers.BYTES
PAYLOAD_MOST = 2**32 - 1
ALIGN_MOST = 32768
OWN_TYPE = 64
VECTORS = {"vec4f": 16, "vec4i": 16, "vec8f": 32, "vec8i": 32}
REPRESENTATIONS = ("C", "packed", "soa")


@dataclass(frozen=True)
class Field:
    name: str
    size: int
    align: int
    storage: str | None


@dataclass(frozen=True)
class Layout:
    """Offsets are in declaration order, and size does not count what the heap adds."""

    fields: list
    offsets: list
    size: int
    align: int

    @property
    def allocated(self):
        return up(self.size, 8)


def up(number, align):
    """The least multiple of align that is at least number."""
    return -(-number // align) * align


def is_alignment(number):
    return 1 <= number <= ALIGN_MOST and number & number - 1 == 0


def field_type(holder, name):
    """Size, alignment and storage class of a type, or its refusal."""
    value = r.member(holder, name)
    if isinstance(value, str):
        if value in storage.SIZES:
            return storage.SIZES[value], storage.SIZES[value], value
        if value in VECTORS:
            return VECTORS[value], VECTORS[value], None
        raise r.invalid("field-type")
    size, align = r.integer(r.an_object(value), "size"), r.integer(value, "align")
    if not 0 <= size <= PAYLOAD_MOST:
        raise r.invalid("field-type")
    if not is_alignment(align):
        raise r.invalid("layout-align")
    return size, align, None


def fields_of(request):
    """Names and types as they stand: the form of all of them comes before what is wrong with one."""
    declared = r.array(request, "fields")
    for each in declared:
        r.text(r.an_object(each), "name")
        value = r.member(each, "type")
        r.demand(isinstance(value, str) or "size" in r.an_object(value) and "align" in value, "no type")
    fields = [Field(each["name"], *field_type(each, "type")) for each in declared]
    if len({field.name for field in fields}) < len(fields):
        raise r.invalid("field-duplicate")
    return fields


def layout_of(request):
    attributes = r.optional(request, "repr", r.array, [])
    r.demand(all(each in REPRESENTATIONS for each in attributes), "no such representation")
    wanted = r.optional(request, "align", r.integer)
    fields = fields_of(request)
    if wanted is not None and not is_alignment(wanted):
        raise r.invalid("layout-align")
    if "soa" in attributes:
        raise r.invalid("layout-soa")
    if "packed" in attributes:
        layout = packed(fields, wanted)
    else:
        offsets = in_order(fields) if "C" in attributes else first_fit(fields)
        align = max(8, wanted or 1, *(field.align for field in fields))
        layout = Layout(fields, offsets, up(end_of(fields, offsets), align), align)
    if layout.size - START > PAYLOAD_MOST:
        raise r.invalid("payload-limit")
    return layout


def packed(fields, wanted):
    if wanted is not None:
        raise r.invalid("layout-packed-align")
    if any(field.storage == "ref" for field in fields):
        raise r.invalid("layout-packed-ref")
    offsets = []
    at = START
    for field in fields:
        offsets.append(at)
        at += field.size
    return Layout(fields, offsets, at, 8)


def in_order(fields):
    offsets = []
    at = START
    for field in fields:
        offsets.append(up(at, field.align))
        at = offsets[-1] + field.size
    return offsets


def first_fit(fields):
    """STRUCT-02. What is free are gaps in ascending order, the last one without an end."""
    offsets = [0] * len(fields)
    gaps = [(START, None)]
    for index in sorted(range(len(fields)), key=lambda each: -fields[each].align):
        field = fields[index]
        for number, (start, end) in enumerate(gaps):
            at = up(start, field.align)
            if end is None or at + max(field.size, 1) <= end:
                break
        offsets[index] = at
        if field.size > 0:
            behind = (at + field.size, end)
            gaps[number : number + 1] = [gap for gap in ((start, at), behind) if gap[1] is None or gap[0] < gap[1]]
    return offsets


def end_of(fields, offsets):
    return max((at + field.size for field, at in zip(fields, offsets)), default=START)


def op_layout(request):
    layout = layout_of(request)
    return {
        "size": layout.size,
        "allocated": layout.allocated,
        "align": layout.align,
        "padding": layout.size - START - sum(field.size for field in layout.fields),
        "fields": [
            {"name": field.name, "offset": at, "size": field.size} for field, at in zip(layout.fields, layout.offsets)
        ],
    }


def stored_layout(request):
    """That of a struct whose fields are all of a storage class."""
    for each in r.array(request, "fields"):
        storage.storage_class(r.an_object(each), "type")
    return layout_of(request)


def op_write(request):
    values = [p.parse(each) for each in r.array(request, "values")]
    r.demand(len(values) == len(r.array(request, "fields")), "another number of values than of fields")
    type_id = r.optional(request, "type", r.integer, OWN_TYPE)
    layout = stored_layout(request)
    if not 0 < type_id < 2**24:
        raise r.invalid("header-type")
    for value in values:
        profiles.check(value)
    image = bytearray(layout.allocated)
    image[:START] = headers.pack(type_id, layout.allocated - START, align=layout.align)
    for field, at, value in zip(layout.fields, layout.offsets, values):
        image[at : at + field.size] = storage.store(field.storage, value)
    return {"image": r.shown_data(image)}


def op_read(request):
    image = r.data(request, "image")
    layout = stored_layout(request)
    if len(image) != layout.allocated:
        raise r.malformed("struct-length")
    headers.unpack(image[:START])
    values = [
        storage.load(field.storage, image[at : at + field.size]) for field, at in zip(layout.fields, layout.offsets)
    ]
    return {"values": [p.shown(profiles.seen(value)) for value in values]}
