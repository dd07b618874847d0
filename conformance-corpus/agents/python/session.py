"""The operations by name and feature, and those of a session (CONF-09 to CONF-15)."""

import arithmetic
import arrays
import deques
import effects
import headers
import nan_boxed
import profiles
import request as r
import storage
import strings
import structs
import tagged
import tickets
import words
import workloads

# What is announced is made from this table, so nothing is announced that is not served.
FEATURES = {
    "value.words": words.operations("value", tagged),
    "value.symbols": {"symbol.intern": tagged.op_intern, "symbol.text": tagged.op_symbol_text},
    "value.arithmetic": {"value.eval": arithmetic.op_eval},
    # Operators and kinds of operands of value.eval that are features of their own.
    "value.wrapping": {},
    "value.floats": {},
    "value.kinds": {},
    "value.allocations": {},  # the member allocated of answers
    "value.storage": {"value.store": storage.op_store, "value.load": storage.op_load},
    "value.boxes": {"value.box": storage.op_box, "value.unbox": storage.op_unbox},
    "nan.words": words.operations("nan", nan_boxed),
    "header.bytes": {"header.pack": headers.op_pack, "header.unpack": headers.op_unpack},
    "header.transitions": {"header.transition": headers.op_transition},
    "layout.struct": {"layout.struct": structs.op_layout, "struct.write": structs.op_write, "struct.read": structs.op_read},
    "layout.array": {
        "layout.array": arrays.op_layout,
        "array.image": arrays.op_image,
        "array.index": arrays.op_index,
        "array.grow": arrays.op_grow,
    },
    "layout.slice": {"array.slice": arrays.op_slice},
    "layout.soa": {"layout.soa": arrays.op_soa},
    "string.forms": {"string.form": strings.op_form, "string.decode": strings.op_decode, "string.hash": strings.op_hash},
    "string.utf8": {"string.utf8": strings.op_utf8},
    "string.export": {"string.export": strings.op_export},
    "deque.core": {
        "deque.new": deques.op_new,
        "deque.push": deques.op_push,
        "deque.pop": deques.op_pop,
        "deque.steal": deques.op_steal,
    },
    "deque.contended": {},  # deque.steal distinguishes a lost race from an empty deque
    "deque.churn": {"deque.churn": deques.op_churn},
    "deque.workload": {},  # workload.run serves deques
    # What workload.run and the operations by handles perform on channels, as features of their own.
    "channel.workload": {},
    "channel.unbuffered": {},
    "channel.buffered": {},
    "channel.try": {"channel.trySend": tickets.op_try_send, "channel.tryReceive": tickets.op_try_receive},
    "channel.close": {"channel.close": tickets.op_close},
    "channel.tickets": {
        "channel.new": tickets.op_new,
        "channel.send": tickets.op_send,
        "channel.receive": tickets.op_receive,
        "channel.await": tickets.op_await,
    },
    "channel.cancel": {"channel.cancel": tickets.op_cancel},
    "channel.length": {"channel.length": tickets.op_length},
    "channel.waiting": {"channel.waiting": tickets.op_waiting},
    "select.workload": {},
    "select.tickets": {"channel.select": tickets.op_select},
    "select.send": {},
    "select.receive": {},
    "select.default": {},
    "workload.run": {"workload.run": workloads.op_run},
    "effect.run": {"effect.run": effects.op_run},
    # Members of functions and steps of effect.run that are features of their own.
    "effect.tail": {},
    "effect.keep": {},
    "effect.defer": {},
    "effect.panic": {},
}


def capabilities():
    chapters = {}
    for feature in FEATURES:
        chapter, level = feature.split(".")
        chapters.setdefault(chapter, []).append(level)
    return chapters


def op_hello(request):
    protocols = r.array(request, "protocols")
    r.demand(protocols and all(map(r.is_integer, protocols)), "protocols are no numbers")
    suite = r.object_of(request, "suite")
    r.text(suite, "name")
    r.text(suite, "version")
    r.text(request, "spec")
    if 1 not in protocols:
        raise r.Refusal(outcome="error", code="no-protocol", definite=True)
    return {
        "protocol": 1,
        "impl": {"name": "jet-python-sample", "version": "1", "language": "Python", "issues": "https://example.org/issues"},
        "capabilities": capabilities(),
        "controls": [],
        "profiles": list(profiles.NAMES),
        "params": {"wordBits": 64},
    }


def op_configure(request):
    name = r.text(request, "profile")
    r.optional(request, "params", r.object_of)
    r.optional(request, "seed", r.decimal)
    if name not in profiles.NAMES:
        raise r.unsupported(f"profile.{name}")
    profiles.configure(name)
    return {}


def op_reset(request):
    tagged.forget_symbols()
    deques.forget()
    tickets.forget()
    return {}


def op_cancel(request):
    target = r.member(request, "target")
    r.demand(r.is_integer(target) and target >= 0, "target is no id")
    return {"cancelled": False}


def op_nothing(request):
    return {}


OPERATIONS = {
    "hello": op_hello,
    "configure": op_configure,
    "reset": op_reset,
    "ping": op_nothing,
    "cancel": op_cancel,
    "bye": op_nothing,
}
for operations in FEATURES.values():
    OPERATIONS |= operations
