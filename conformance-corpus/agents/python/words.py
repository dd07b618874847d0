"""The operations on words, which differ between the profiles only in what a word is."""

import plain as p
import request as r
from plain import Plain


def operations(prefix, profile):
    """Encode, decode and classify under their names: of `tagged`, or of `nan_boxed`."""

    def op_encode(request):
        value = p.read(request, "value")
        address = r.optional(request, "address", r.word)
        profile.check(value)
        if not profile.is_boxed(value):
            return {"form": "immediate", "word": r.shown_word(profile.encode(value))}
        if address is None:
            return {"form": "boxed"}
        if not profile.is_address(address):
            raise r.invalid("ref-address")
        reference = Plain("float64-ref" if value.kind == "float64" else "ref", address)
        return {"form": "boxed", "word": r.shown_word(profile.encode(reference))}

    def op_decode(request):
        return {"value": p.shown(profile.decode(r.word(request, "word")))}

    def op_classify(request):
        word = r.word(request, "word")
        try:
            kind = profile.decode(word).kind
        except r.Refusal:
            return {"kind": "malformed"}
        return {"kind": "float64" if kind == "float64-ref" else kind}

    return {f"{prefix}.encode": op_encode, f"{prefix}.decode": op_decode, f"{prefix}.classify": op_classify}
