"""The frame of an agent: one request a line, one answer a line. Operations register themselves by name."""
import base64
import json
import sys

# tag::register[]
OPERATIONS = {}    # name -> function of the request, which returns the value of the answer
CAPABILITIES = {}  # chapter -> list of levels
RESETS = []        # what forgets the state of a session
ENDED = []         # not empty after bye
LONGEST = 1 << 20  # bytes of a line


class Refused(Exception):
    """An outcome other than ok, for example Refused(outcome="panic", code="bounds")."""

    def __init__(self, **members):
        self.members = members


def operation(name):
    def register(function):
        OPERATIONS[name] = function
        return function
    return register
# end::register[]


def number(request, member, default=None):
    """A whole number, which may also be a string of decimal digits."""
    value = request[member] if default is None else request.get(member, default)
    if isinstance(value, str) and value.isdecimal() and len(value) <= 40:
        return int(value)
    if type(value) is not int:
        raise ValueError(member)
    return value


def data_of(text):
    """The bytes of a member: they travel as base64."""
    return base64.b64decode(text, validate=True)


def shown(data):
    return base64.b64encode(data).decode("ascii")


# tag::session[]
@operation("hello")
def hello(request):
    if 1 not in request["protocols"]:
        raise Refused(outcome="error", code="no-protocol", definite=True)
    return {"protocol": 1, "impl": {"name": "guide", "version": "1", "language": "Python", "issues": ""},
            "capabilities": CAPABILITIES, "controls": [], "profiles": ["tagged"], "params": {"wordBits": 64}}


@operation("configure")
def configure(request):
    if request["profile"] != "tagged":
        raise Refused(outcome="unsupported", feature="profile." + request["profile"])
    int(request.get("seed", "0") + "")  # a decimal string; the seed of an agent that leaves something to chance
    return reset(request)


@operation("reset")
def reset(request):
    for forget in RESETS:
        forget()
    return {}


@operation("ping")
def ping(request):
    return {}


@operation("bye")
def bye(request):
    ENDED.append(True)
    return {}


@operation("cancel")
def cancel(request):
    if type(request["target"]) is not int or request["target"] < 0:
        raise ValueError("target")
    return {"cancelled": False}  # every request is answered before the next is read
# end::session[]


# tag::lines[]
def fault(id, code):
    return {"id": id, "outcome": "error", "code": code, "definite": True}


def answer(line):
    if len(line.rstrip(b"\n")) > LONGEST:
        return fault(None, "line-too-long")
    try:
        request = json.loads(line.decode("utf-8"), parse_constant=no_constant, parse_int=number_of)
    except ValueError:
        return fault(None, "bad-line")
    if not isinstance(request, dict):
        return fault(None, "bad-line")
    id, name = request.get("id"), request.get("op")
    if type(id) is not int or not 0 <= id < 1 << 53:
        return fault(None, "bad-request")
    if not isinstance(name, str) or not name:
        return fault(id, "bad-request")
    if name not in OPERATIONS:
        return {"id": id, "outcome": "unsupported", "feature": name}
    try:
        return {"id": id, "outcome": "ok", "value": OPERATIONS[name](request)}
    except Refused as refused:
        return {"id": id, **refused.members}
    except (KeyError, TypeError, ValueError, AttributeError):
        return fault(id, "bad-request")


def number_of(digits):
    """Numbers of any length are JSON; one of a million digits is read as a float, which takes no time."""
    return int(digits) if len(digits) < 50 else float(digits)


def no_constant(name):
    raise ValueError(name + " is not JSON")


def serve():
    for line in sys.stdin.buffer:
        sys.stdout.write(json.dumps(answer(line)) + "\n")
        sys.stdout.flush()
        if ENDED:
            break
# end::lines[]


if __name__ == "__main__":
    serve()
