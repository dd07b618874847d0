#!/usr/bin/env python3
"""A sample agent of the Jet conformance protocol in Python: the stateless level, a deque, channels, select, effects. Here: lines in, lines out."""

import json
import sys
import traceback

sys.dont_write_bytecode = True  # nothing is left beside the sources

import deques  # noqa: E402
import session  # noqa: E402
import wrong  # noqa: E402
import wrong_effects  # noqa: E402, F401 (registers its variants)
import wrong_tickets  # noqa: E402, F401 (registers its variants)
from request import INTEGER_LIMIT, Refusal  # noqa: E402

MOST_BYTES = 1_048_576
DIGITS = 40


def fault(code):
    return {"outcome": "error", "code": code, "definite": True}


def no_number(literal):
    raise ValueError(f"{literal} is no JSON")


def whole(literal):
    """Python would refuse more than 4,300 digits; no operation takes more than 16, so the rest is as good as infinite."""
    return int(literal) if len(literal) <= DIGITS else float("inf")


def parse(line):
    """The request in a line, or None and the answer to one that has none."""
    try:
        request = json.loads(line.decode("utf-8"), parse_constant=no_number, parse_int=whole)
    except (ValueError, RecursionError):
        return None, fault("bad-line")
    if not isinstance(request, dict):
        return None, fault("bad-line")
    number = request.get("id")
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= INTEGER_LIMIT:
        return None, fault("bad-request")
    return request, None


def serve(request):
    name = request.get("op")
    if not isinstance(name, str) or not name:
        return fault("bad-request")
    operation = session.OPERATIONS.get(name)
    if operation is None:
        return {"outcome": "unsupported", "feature": name}
    try:
        return {"outcome": "ok", "value": operation(request)}
    except Refusal as refusal:
        return refusal.answer
    except Exception:
        traceback.print_exc()
        return {"outcome": "error", "code": "internal", "definite": False}


def answered(line):
    """The answer to a line, and whether it ends the session."""
    if len(line) > MOST_BYTES:
        return written(None, fault("line-too-long")), False
    request, answer = parse(line)
    if request is None:
        return written(None, answer), False
    answer = serve(request)
    ends = request.get("op") == "bye" and answer["outcome"] == "ok"
    text = written(request["id"], answer)
    if len(text) > MOST_BYTES:
        text = written(request["id"], fault("answer-too-long"))
    return text, ends


def written(number, answer):
    return json.dumps({"id": number, **answer}, separators=(",", ":")).encode("ascii")


def lines(stream):
    """Lines without their ends. Of one that is too long no more is kept than shows that."""
    while line := stream.readline(MOST_BYTES + 2):
        while not line.endswith(b"\n") and len(line) > MOST_BYTES and (rest := stream.readline(MOST_BYTES)):
            line = line[: MOST_BYTES + 1] + (b"\n" if rest.endswith(b"\n") else b"")
        yield line.removesuffix(b"\n")


def main(arguments):
    if arguments[:1] == ["--merged"]:
        deques.merge()
        del session.FEATURES["deque.contended"]
        arguments = arguments[1:]
    match arguments:
        case []:
            pass
        case ["--wrong", name] if name in wrong.VARIANTS:
            wrong.become(name)
        case _:
            sys.exit(f"usage: agent.py [--merged] [--wrong NAME], where NAME is one of: {' '.join(wrong.VARIANTS)}")
    out = sys.stdout.buffer
    for line in lines(sys.stdin.buffer):
        answer, ends = answered(line)
        out.write(answer + b"\n")
        out.flush()
        if ends:
            return


if __name__ == "__main__":
    main(sys.argv[1:])
