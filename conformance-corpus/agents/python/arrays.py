"""Array stores, slices and columns: ARR-01 to ARR-09, PERF-02."""

import headers
import plain as p
import profiles
import request as r
import storage
import structs
import tagged
from structs import PAYLOAD_MOST, up

START = headers.BYTES
ELEMENTS = START + 8
COLUMN_ALIGN = 64
ARRAY_TYPE = 9
LENGTH_MOST = 2**32 - 1
LEAST_GROWTH = 8
CLASSES = ("ref", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64", "bool", "char")
# Of bytes in base64, that a line of an answer has room for.
IMAGE_MOST = 786_432


class Store:
    """Where the elements of a size and an alignment lie (ARR-02, ARR-05)."""

    def __init__(self, size, align):
        self.align = max(8, align)
        self.start = up(ELEMENTS, self.align)
        self.stride = up(size, align)
        room = PAYLOAD_MOST - (self.start - START)
        self.most = room // self.stride if self.stride else LENGTH_MOST

    def payload(self, capacity):
        if not 0 <= capacity <= self.most:
            raise r.invalid("payload-limit")
        return self.start - START + capacity * self.stride


def op_layout(request):
    capacity = r.optional(request, "capacity", r.integer)
    index = r.optional(request, "index", r.integer)
    size, align, _ = structs.field_type(request, "element")
    store = Store(size, align)
    r.demand(index is None or 0 <= index <= store.most, "no index of such an array")
    answer = {"dataOffset": store.start, "stride": store.stride, "align": store.align, "maxLength": store.most}
    if capacity is not None:
        payload = store.payload(capacity)
        answer |= {"payload": payload, "total": up(START + payload, 8)}
    if index is not None:
        answer["offset"] = store.start + index * store.stride
    return answer


def op_image(request):
    element = storage.storage_class(request, "element")
    data = r.data(request, "data")
    capacity = r.integer(request, "capacity")
    size = storage.SIZES[element]
    store = Store(size, size)
    payload = store.payload(capacity)
    if len(data) % size or len(data) > capacity * size:
        raise r.invalid("array-length")
    if payload > IMAGE_MOST:
        raise r.Refusal(outcome="error", code="answer-too-long", definite=True)
    length = len(data) // size
    unused = tagged.NIL if element == "ref" else 0
    image = headers.pack(ARRAY_TYPE, payload, CLASSES.index(element))
    image += length.to_bytes(4, "little") + capacity.to_bytes(4, "little") + data
    image += unused.to_bytes(size, "little") * (capacity - length)
    return {"image": r.shown_data(image)}


def op_index(request):
    length = r.within(request, "length", 0, LENGTH_MOST)
    index = p.read(request, "index")
    profiles.check(index)
    if index.kind != "int":
        raise r.panic("type")
    if not 0 <= index.value < length:
        raise r.panic("bounds")
    return {"index": index.value}


def op_grow(request):
    capacity = r.within(request, "capacity", 0, LENGTH_MOST)
    size, align, _ = structs.field_type(request, "element") if "element" in request else (8, 8, "ref")
    grown = max(LEAST_GROWTH, capacity + capacity // 2)
    if grown > Store(size, align).most:
        raise r.panic("capacity-overflow")
    return {"capacity": grown}


def op_slice(request):
    r.demand(("array" in request) != ("slice" in request), "either array or slice")
    offset, count = r.integer(request, "offset"), r.integer(request, "count")
    if "array" in request:
        word, base, length = r.word(request, "array"), 0, r.within(request, "length", 0, LENGTH_MOST)
    else:
        image = r.data(request, "slice")
        if len(image) != 16:
            raise r.malformed("slice-length")
        word, base, length = (int.from_bytes(image[a:b], "little") for a, b in ((0, 8), (8, 12), (12, 16)))
    check_array(word)
    if not 0 <= offset <= length or not 0 <= count <= length - offset or base + offset > LENGTH_MOST:
        raise r.panic("bounds")
    image = word.to_bytes(8, "little") + (base + offset).to_bytes(4, "little") + count.to_bytes(4, "little")
    return {"image": r.shown_data(image)}


def check_array(word):
    """ARR-06: a reference without the hint."""
    if word & 7 != tagged.REF or tagged.decode(word).kind != "ref":
        raise r.malformed("slice-array")


def op_soa(request):
    capacity = r.integer(request, "capacity")
    fields = structs.fields_of(request)
    if not 0 <= capacity <= LENGTH_MOST:
        raise r.invalid("payload-limit")
    columns = []
    end = ELEMENTS
    for field in fields:
        stride = up(field.size, field.align)
        columns.append({"name": field.name, "offset": up(end, max(COLUMN_ALIGN, field.align)), "stride": stride})
        end = columns[-1]["offset"] + capacity * stride
    payload = end - START
    if payload > PAYLOAD_MOST:
        raise r.invalid("payload-limit")
    align = max([COLUMN_ALIGN, *(field.align for field in fields)])
    return {"align": align, "payload": payload, "total": up(START + payload, 8), "columns": columns}
