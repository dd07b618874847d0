"""A machine for a part of the instructions: decodes a module, then executes constants, variables, arithmetic, jumps and calls."""
import base64

import agent
from agent import Refused, operation

agent.CAPABILITIES["vm"] = ["run", "stack"]  # the families that are whole


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def number(self, size):
        self.at += size
        return int.from_bytes(self.data[self.at - size:self.at], "big")

    def bytes(self, size):
        self.at += size
        return self.data[self.at - size:self.at]


class Function:
    def __init__(self, reader):
        reader.number(4)
        self.arity, _ = reader.number(1), reader.number(1)
        self.slots, _, _, _ = reader.number(2), reader.number(2), reader.number(2), reader.number(4)
        self.length = reader.number(4)
        self.constants = [constant(reader) for _ in range(reader.number(4))]


def constant(reader):
    tag = reader.number(1)
    if tag == 1:
        number = reader.number(8)
        return ("int", number - (1 << 64) if number >> 63 else number)
    if tag in (6, 7):
        return ("string" if tag == 6 else "function", reader.number(4))
    raise Refused(outcome="unsupported", feature="vm.constants")


class Module:
    def __init__(self, data):
        sections, reader = {}, Reader(data)
        reader.at = 16
        while reader.at < len(data):
            number = reader.number(1)
            sections[number] = Reader(reader.bytes(reader.number(4)))
        strings = sections[1]
        self.strings = [strings.bytes(strings.number(4)) for _ in range(strings.number(4))]
        functions = sections[5]
        self.functions = [Function(functions) for _ in range(functions.number(4))]
        self.entry = self.functions[sections[9].number(4)]
        for function in self.functions:
            function.code = sections[10].bytes(function.length)


def panic(code):
    raise Refused(outcome="panic", code=code)


def run(module, function, slots, out):
    """Executes a function; its slots hold what was called and the arguments."""
    stack, reader = [], Reader(function.code)
    slots = slots + [("nil", None)] * (function.slots - len(slots))
    while True:
        code = reader.number(1)
        match code:
            case 0x00: pass
            case 0x01:
                kind, value = function.constants[reader.number(2)]
                stack.append((kind, module.strings[value]) if kind == "string" else (kind, value))
            case 0x04: stack.append(slots[reader.number(1)])
            case 0x05: slots[reader.number(1)] = stack[-1]
            case 0x08 | 0x09 | 0x0A: stack.append(arithmetic(code, stack.pop(), stack.pop()))
            case 0x11: stack.append(("bool", stack.pop() == stack.pop()))
            case 0x13:
                right, left = stack.pop(), stack.pop()
                if left[0] != "int" or right[0] != "int":
                    panic("type")
                stack.append(("bool", left[1] < right[1]))
            case 0x17: reader.at += reader.number(2)
            case 0x18:
                distance = reader.number(2)
                if stack[-1] in (("nil", None), ("bool", False)):
                    reader.at += distance
            case 0x31: reader.at -= reader.number(2)
            case 0x1A:
                count = reader.number(1)
                called = stack[len(stack) - count - 1:]
                del stack[len(stack) - count - 1:]
                if called[0][0] != "function":
                    panic("not-callable")
                callee = module.functions[called[0][1]]
                if callee.arity != count:
                    panic("arity")
                stack.append(run(module, callee, called, out))
            case 0x1B: return stack.pop()
            case 0x1C: out.append(text(stack.pop()))
            case 0x1D: stack.pop()
            case 0x1E: stack.append(stack[-1])
            case 0x1F: stack[-2:] = reversed(stack[-2:])
            case 0x2E: stack.append(("nil", None))
            case 0x2F | 0x30: stack.append(("bool", code == 0x2F))
            case _: raise Refused(outcome="unsupported", feature="instruction %02X" % code)


def arithmetic(code, right, left):
    if left[0] == right[0] == "string" and code == 0x08:
        return ("string", left[1] + right[1])
    if left[0] != "int" or right[0] != "int":
        panic("type")
    result = {0x08: left[1] + right[1], 0x09: left[1] - right[1], 0x0A: left[1] * right[1]}[code]
    return ("int", result) if -(1 << 60) <= result < 1 << 60 else panic("int-overflow")


def text(value):
    kind, content = value
    return {"nil": lambda: "nil", "bool": lambda: str(content).lower(), "int": lambda: str(content),
            "string": lambda: content.decode(), "function": lambda: "<fn>"}[kind]() + "\n"


def plain(value):
    kind, content = value
    return {"nil": lambda: {"kind": kind}, "bool": lambda: {"kind": kind, "value": content},
            "int": lambda: {"kind": kind, "value": str(content)}, "function": lambda: {"kind": "object", "type": "Function"},
            "string": lambda: {"kind": kind, "bytes": base64.b64encode(content).decode()}}[kind]()


@operation("vm.run")
def vm_run(request):
    if "module" not in request:
        raise Refused(outcome="unsupported", feature="vm.text")
    module, out = Module(base64.b64decode(request["module"])), []
    try:
        result = run(module, module.entry, [("function", 0)], out)
    except Refused as refused:
        if refused.members["outcome"] != "panic":
            raise
        return {"stdout": "".join(out), "stderr": "", "status": "panic",
                "panic": {"code": refused.members["code"], "message": ""}}
    return {"stdout": "".join(out), "stderr": "", "status": "returned", "result": plain(result)}


if __name__ == "__main__":
    agent.serve()
