"""Storage classes and boxes: VAL-10, VAL-18a, VAL-18b."""

import headers
import plain as p
import profiles
import request as r
import tagged
from plain import INT_LEAST, INT_MOST, Plain

INTS = {name: (int(name[1:]) // 8, name[0] == "i") for name in ("i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64")}
OTHERS = {"f32": ("float32", 4), "f64": ("float64", 8), "bool": ("bool", 1), "char": ("char", 4)}
SIZES = {**{name: size for name, (size, _) in INTS.items()}, **{name: size for name, (_, size) in OTHERS.items()}, "ref": 8}
BOX_TYPE = 5
BOX_PAYLOAD = 8


def storage_class(holder, name):
    value = r.text(holder, name)
    r.demand(value in SIZES, f"no storage class {value}")
    return value


def store(name, value):
    """The bytes of a checked value."""
    if name in INTS:
        return store_int(name, value)
    if name == "ref":
        if tagged.is_boxed(value):
            raise r.panic("type")
        return tagged.encode(value).to_bytes(8, "little")
    kind, size = OTHERS[name]
    if value.kind != kind:
        raise r.panic("type")
    return int(value.value).to_bytes(size, "little")


def store_int(name, value):
    size, signed = INTS[name]
    if value.kind != "int":
        raise r.panic("type")
    try:
        return value.value.to_bytes(size, "little", signed=signed)
    except OverflowError as fault:
        raise r.panic("int-overflow") from fault


def load(name, data):
    if len(data) != SIZES[name]:
        raise r.malformed("storage-length")
    if name in INTS:
        number = int.from_bytes(data, "little", signed=INTS[name][1])
        if not INT_LEAST <= number <= INT_MOST:
            raise r.panic("int-overflow")
        return Plain("int", number)
    bits = int.from_bytes(data, "little")
    if name == "ref":
        return tagged.decode(bits)
    if name == "bool" and bits > 1:
        raise r.malformed("bool-payload")
    if name == "char" and not p.is_scalar(bits):
        raise r.malformed("char-scalar")
    return Plain(OTHERS[name][0], bool(bits) if name == "bool" else bits)


def op_store(request):
    name = storage_class(request, "class")
    value = p.read(request, "value")
    # A place of class ref holds a tagged word in both profiles (VAL-20).
    (tagged if name == "ref" else profiles).check(value)
    return {"bytes": r.shown_data(store(name, value))}


def op_load(request):
    name = storage_class(request, "class")
    value = load(name, r.data(request, "bytes"))
    if name == "ref" and value.kind == "symbol":
        profiles.check(value)
    return profiles.allocating("value", value)


def op_box(request):
    value = p.read(request, "value")
    r.demand(value.kind == "float64", "no float64")
    image = headers.pack(BOX_TYPE, BOX_PAYLOAD) + value.value.to_bytes(8, "little")
    return {"image": r.shown_data(image)}


def op_unbox(request):
    image = r.data(request, "image")
    if len(image) != headers.BYTES + BOX_PAYLOAD:
        raise r.malformed("box-length")
    header = headers.unpack(image[: headers.BYTES])
    if header["type"] != BOX_TYPE:
        raise r.malformed("box-type")
    if header["size"] != BOX_PAYLOAD:
        raise r.malformed("box-size")
    bits = int.from_bytes(image[headers.BYTES :], "little")
    return {"value": p.shown(Plain("float64", bits))}
