"""A machine for some families of instructions. It executes binary modules."""
import json
import struct

import agent
import arithmetic
from agent import Refused, data_of, operation, shown
from module import Module
from values import Char, Code, Float32, Panic, Symbol, kind, text

agent.CAPABILITIES["vm"] = ["run", "stack", "constants", "variables", "arithmetic", "calls",  # families that are complete
                            "trace", "lines", "counters", "states"]  # what is told of a run beside its output and its end
agent.RESETS.append(Symbol.table.clear)
BINARY = {0x08: "add", 0x09: "subtract", 0x0A: "multiply", 0x0B: "divide", 0x0C: "remainder"}
WRAPPING = {0x3A: "add", 0x3B: "subtract", 0x3C: "multiply"}
MOST_OUTPUT = 800_000  # bytes of an answer (INTERP-15)
OTHERS = {  # the families that this machine does not have, and their instructions
    "logic": "0E 0F 10", "comparison": "11 12 13 14 15 16 4E", "jumps": "17 18 19 31 35 36 37 38", "debugging": "6C 6D 7F",
    "closures": "06 07 26 32 6E", "classes": "21 22 23 27 28 29 2A 2B 2C", "structs": "4B 4C 4D",
    "aggregates": "20 24 25 3F 40 41 42 43 44 45 46 47 48 49 4A", "traits": "4F 50 51 52 53 54",
    "unwinding": "55 56 57 58 59", "effects": "5A 5B 5C 5D 6F", "tasks": "5E 5F 60", "cancellation": "61", "scopes": "62 63",
    "channels": "64 65 66 67 68 69", "select": "6A", "foreign": "6B", "short": "80 81 82 83 84 85 86", "variables": "39"}
FAMILY = {int(code, 16): family for family, codes in OTHERS.items() for code in codes.split()}


class Exhausted(Exception):
    """A limit of the request is reached, which is no panic."""


class Halted(Exception):
    """HALT was executed."""


# tag::frames[]
class Frame:
    def __init__(self, code, called, arguments):
        self.code, self.stack, self.at, self.next = code, [], 0, 0
        self.slots = [called, *arguments] + [None] * (code.slots - 1 - len(arguments))
        self.bytes = 8 * (code.slots + code.operands + 4)  # with the linkage

    def operand(self, size):
        self.next += size
        return int.from_bytes(self.code.code[self.next - size:self.next], "big")


class Run:
    """One execution. Its frames are a list, so a program's recursion is not Python's."""

    def __init__(self, module, limits):
        self.module, self.frames, self.bytes, self.out, self.written = module, [], 0, [], 0
        self.instructions, self.calls = 0, 0
        self.steps = limits.get("steps", 1 << 62)
        self.most_frames = limits.get("frames", 1024)
        self.most_bytes = limits.get("stack", 8 << 20)

    def enter(self, code, called, arguments):
        frame = Frame(code, called, arguments)
        if len(self.frames) >= self.most_frames or self.bytes + frame.bytes > self.most_bytes:
            raise Panic("stack-overflow", "%d frames" % len(self.frames))
        self.frames.append(frame)
        self.bytes += frame.bytes

    def leave(self):
        self.bytes -= self.frames.pop().bytes

    def execute(self, code, arguments):
        self.enter(code, code, arguments)
        result = None
        while self.frames:
            result = self.step(self.frames[-1])
        return result
# end::frames[]

    # tag::step[]
    def step(self, frame):
        """Executes one instruction. The result of the last RETURN is that of the run."""
        if self.instructions >= self.steps:
            raise Exhausted("steps")
        self.instructions += 1
        frame.at, stack = frame.next, frame.stack
        code = frame.operand(1)
        match code:
            # constants
            case 0x01: stack.append(self.constant(frame, frame.operand(2)))
            case 0x34: stack.append(self.constant(frame, frame.operand(4)))
            case 0x2E: stack.append(None)
            case 0x2F: stack.append(True)
            case 0x30: stack.append(False)
            # stack
            case 0x00: pass
            case 0x1D: stack.pop()
            case 0x1E: stack.append(stack[-1])
            case 0x1F: stack[-2:] = reversed(stack[-2:])
            # variables
            case 0x04: stack.append(frame.slots[frame.operand(1)])
            case 0x05: frame.slots[frame.operand(1)] = stack[-1]
            case 0x02: stack.append(self.module.globals[self.defined(frame)])
            case 0x03: self.module.globals[self.defined(frame)] = stack[-1]
            case 0x33: self.module.globals[self.name(frame)] = stack.pop()
            # arithmetic
            case 0x08 | 0x09 | 0x0A | 0x0B | 0x0C:
                right, left = stack.pop(), stack.pop()
                stack.append(arithmetic.binary(BINARY[code], left, right))
            case 0x3A | 0x3B | 0x3C:
                right, left = stack.pop(), stack.pop()
                stack.append(arithmetic.wrapping(WRAPPING[code], left, right))
            case 0x0D: stack.append(arithmetic.negate(stack.pop()))
            case 0x3D: stack.append(arithmetic.convert(stack.pop(), frame.operand(1)))
            # calls
            case 0x1A: self.call(frame, frame.operand(1))
            case 0x3E: self.tail_call(frame, frame.operand(1))
            case 0x1B: return self.finish(stack.pop())
            case 0x2D: raise Halted()
            # one of the family debugging, which is not announced as long as it is the only one
            case 0x1C: self.write(text(stack[-1]) + "\n"), stack.pop()
            case _: raise Refused(outcome="unsupported", feature="vm." + FAMILY[code])
    # end::step[]

    def write(self, line):
        self.written += len(json.dumps(line)) - 2
        if self.written > MOST_OUTPUT:
            self.instructions -= 1  # the PRINT is not executed at all
            raise Exhausted("output")
        self.out.append(line)

    def constant(self, frame, index):
        value = frame.code.constants[index]
        return self.module.functions[value[1]] if type(value) is tuple else value

    def name(self, frame):
        return frame.code.constants[frame.operand(2)]

    def defined(self, frame):
        name = self.name(frame)
        if name not in self.module.globals:
            raise Panic("undefined", "there is no global " + name)
        return name

    # tag::calls[]
    def callee(self, frame, count):
        first = len(frame.stack) - count
        called, arguments = frame.stack[first - 1], frame.stack[first:]
        if kind(called) != "function":
            raise Panic("not-callable", "what is called is no function")
        if called.arity != count:
            raise Panic("arity", "%d parameters, %d arguments" % (called.arity, count))
        del frame.stack[first - 1:]
        return called, arguments

    def call(self, frame, count):
        called, arguments = self.callee(frame, count)
        self.enter(called, called, arguments)
        self.calls += 1

    def tail_call(self, frame, count):
        """The frame is given up before the new one is made (ISA-39)."""
        called, arguments = self.callee(frame, count)
        self.leave()
        try:
            self.enter(called, called, arguments)
        except Panic:
            for caller in self.frames[-1:]:
                caller.at = caller.next - 1  # where the trace begins (DBG-04)
            raise
        self.calls += 1

    def finish(self, result):
        self.leave()
        if self.frames:
            self.frames[-1].stack.append(result)
        return result
    # end::calls[]

    def trace(self):
        """Innermost first: where it panicked, and for each caller the last byte of its call (DBG-04)."""
        return [place(frame.code, frame.at if frame is self.frames[-1] else frame.next - 1) for frame in reversed(self.frames)]


def place(code, offset):
    entry = {"function": code.name or "<script>", "module": code.module.name, "offset": offset}
    if code.module.source is not None:
        entry["file"] = code.module.source
    for first, line, column in code.lines:
        if first <= offset:
            entry["line"] = line
            entry.pop("column", None)
            if column:
                entry["column"] = column
    return entry


def plain(value):
    match kind(value):
        case "nil": return {"kind": "nil"}
        case "bool": return {"kind": "bool", "value": value}
        case "int": return {"kind": "int", "value": str(value)}
        case "string": return {"kind": "string", "bytes": shown(value.encode("utf-8"))}
        case "float64": return {"kind": "float64", "bits": "0x" + struct.pack(">d", value).hex().upper()}
        case "float32": return {"kind": "float32", "bits": "0x" + struct.pack(">f", value.number).hex().upper()}
        case "char": return {"kind": "char", "value": value.scalar}
        case "symbol": return {"kind": "symbol", "index": str(value.index)}
        case "function": return {"kind": "object", "type": "Function"}
        case _: return {"kind": "object", "type": "List"}


# tag::run[]
@operation("vm.run")
def vm_run(request):
    if "module" not in request:
        raise Refused(outcome="unsupported", feature="vm.text")  # a program as text would need an assembler
    if request.get("modules"):
        raise Refused(outcome="unsupported", feature="modules.link")
    module = Module(data_of(request["module"]))
    run = Run(module, request.get("limits", {}))
    entry = module.entry
    if "entry" in request:
        entry = next(code for code in module.functions if code.name == request["entry"])
    answer = {"stderr": ""}
    try:
        result = None
        if entry is not None:
            result = run.execute(entry, [list(request.get("args", []))] if entry.arity == 1 else [])
        answer |= {"status": "returned", "result": plain(result)}
    except Halted:
        answer |= {"status": "halted", "result": {"kind": "nil"}}
    except Exhausted as end:
        answer |= {"status": "exhausted", "exhausted": str(end)}
    except Panic as panic:
        answer |= {"status": "panic", "panic": {"code": panic.code, "message": str(panic), "trace": run.trace()},
                   "stderr": "panic: %s: %s\n" % (panic.code, panic)}
    if request.get("counters", True):
        answer["counters"] = {"instructions": run.instructions, "calls": run.calls}
    return answer | {"stdout": "".join(run.out), "modules": [{"name": module.name, "state": "ready"}]}
# end::run[]


if __name__ == "__main__":
    agent.serve()
