"""The three forms of a string, its hash, and UTF-8: STR-01 to STR-09, STR-17."""

import headers
import plain as p
import request as r
import tagged
from plain import Plain

STRING_TYPE = 8
OBJECT_BYTES = 56
PAYLOAD = OBJECT_BYTES - headers.BYTES
STORAGE = 32
INLINE_MOST = 23
INLINE = 1
INLINE_MARK = 0x80
CAPACITY_LIMIT = 2**63
FNV_START = 2_166_136_261
FNV_PRIME = 16_777_619


def known_text(request):
    data = r.data(request, "bytes")
    if (at := p.ill_formed(data)) is not None:
        raise r.malformed("utf8", at=at)
    return data


def chars(data):
    return len(data.decode("utf-8"))


def hash_of(data):
    value = FNV_START
    for byte in data:
        value = (value ^ byte) * FNV_PRIME & 2**32 - 1
    return value or 1


def image_of(data, address, capacity, hashed):
    """The object of a text of 8 bytes and more; an external one lies at the address."""
    inline = len(data) <= INLINE_MOST
    image = headers.pack(STRING_TYPE, PAYLOAD, flags=INLINE if inline else 0)
    for number in (len(data), chars(data), hash_of(data) if hashed else 0, 0):
        image += number.to_bytes(4, "little")
    if inline:
        return image + data.ljust(INLINE_MOST, b"\0") + bytes([INLINE_MARK | len(data)])
    return image + b"".join(number.to_bytes(8, "little") for number in (address, len(data), capacity))


def op_form(request):
    hashed = r.optional(request, "hashed", r.truth, False)
    address = r.optional(request, "address", r.word)
    data = known_text(request)
    capacity = len(data)
    if "capacity" in request:
        capacity = r.within(request, "capacity", len(data), CAPACITY_LIMIT - 1)
    answer = {"length": len(data), "chars": chars(data), "hash": r.shown_word32(hash_of(data))}
    if len(data) <= tagged.IMMEDIATE_BYTES:
        word = tagged.encode(Plain("string", data))
        return answer | {"form": "immediate", "allocated": 0, "word": r.shown_word(word)}
    answer |= {"form": "inline" if len(data) <= INLINE_MOST else "external", "allocated": OBJECT_BYTES}
    if answer["form"] == "inline" or address is not None:
        answer["image"] = r.shown_data(image_of(data, address, capacity, hashed))
    return answer


def op_decode(request):
    r.demand(("word" in request) != ("image" in request), "either word or image")
    content = r.optional(request, "content", r.data)
    if "image" in request:
        return decode_image(r.data(request, "image"), content)
    value = tagged.decode(r.word(request, "word"))
    if value.kind != "string":
        raise r.malformed("string-type")
    return described("immediate", value.value)


def described(form, data):
    return {
        "form": form,
        "length": len(data),
        "chars": chars(data),
        "hash": r.shown_word32(hash_of(data)),
        "bytes": r.shown_data(data),
    }


def decode_image(image, content):
    """The checks stand in the order of STR-08."""
    if len(image) != OBJECT_BYTES:
        raise r.malformed("string-length")
    header = headers.unpack(image[: headers.BYTES])
    if header["type"] != STRING_TYPE:
        raise r.malformed("string-type")
    if header["size"] != PAYLOAD:
        raise r.malformed("string-length")
    inline = bool(header["flags"] & INLINE)
    if inline != bool(image[-1] & INLINE_MARK):
        raise r.malformed("string-form")
    length, count, cached, zero = (int.from_bytes(image[at : at + 4], "little") for at in (16, 20, 24, 28))
    area = image[STORAGE:]
    text = inline_text(area, length) if inline else external_text(area, length, content)
    if zero:
        raise r.malformed("string-zero")
    form = "inline" if inline else "external"
    if text is None:
        if not -(-length // 4) <= count <= length:
            raise r.malformed("string-chars")
        unknown = {"form": form, "length": length, "chars": count}
        return unknown | {"hash": r.shown_word32(cached)} if cached else unknown
    check_text(text, count, cached)
    answer = described(form, text)
    if not inline:
        del answer["bytes"]
    return answer


def inline_text(area, length):
    if not tagged.IMMEDIATE_BYTES < length <= INLINE_MOST or area[-1] & ~INLINE_MARK != length:
        raise r.malformed("string-tier")
    if any(area[length:INLINE_MOST]):
        raise r.malformed("string-padding")
    return area[:length]


def external_text(area, length, content):
    stored, capacity = int.from_bytes(area[8:16], "little"), int.from_bytes(area[16:], "little")
    if length <= INLINE_MOST or stored != length or content is not None and len(content) != length:
        raise r.malformed("string-tier")
    if not length <= capacity < CAPACITY_LIMIT:
        raise r.malformed("string-capacity")
    return content


def check_text(text, count, cached):
    if (at := p.ill_formed(text)) is not None:
        raise r.malformed("utf8", at=at)
    if chars(text) != count:
        raise r.malformed("string-chars")
    if cached not in (0, hash_of(text)):
        raise r.malformed("string-hash")


def op_hash(request):
    return {"hash": r.shown_word32(hash_of(known_text(request)))}


def op_utf8(request):
    data = r.data(request, "bytes")
    at = p.ill_formed(data)
    if r.optional(request, "lossy", r.truth, False):
        replaced = data.decode("utf-8", errors="replace").encode("utf-8")
        return {"valid": at is None, "bytes": r.shown_data(replaced)}
    return {"valid": True, "chars": chars(data)} if at is None else {"valid": False, "at": at}


def op_export(request):
    return {"bytes": r.shown_data(known_text(request) + b"\0")}
