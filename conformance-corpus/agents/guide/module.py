"""Decodes a binary module: strings, functions with their constants, lines for traces, and code."""
import struct

from agent import Refused
from values import Char, Code, Float32, Symbol


ABSENT = {3: "vm.structs", 4: "vm.natives", 8: "modules.link"}  # types, imports, initialisers


class Reader:
    """Numbers of a module are big-endian and unsigned (MOD-01g)."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def bytes(self, size):
        self.at += size
        return self.data[self.at - size:self.at]

    def number(self, size):
        return int.from_bytes(self.bytes(size), "big")

    def numbers(self, *sizes):
        return [self.number(size) for size in sizes]


# tag::module[]
class Module:
    def __init__(self, data):
        sections, reader = {}, Reader(data)
        reader.at = 16  # after the header: magic, version, length, checksum
        while reader.at < len(data):
            number = reader.number(1)
            sections[number] = Reader(reader.bytes(reader.number(4)))
        for section, feature in ABSENT.items():
            if section in sections:
                raise Refused(outcome="unsupported", feature=feature)
        strings = sections[1]
        self.strings = [strings.bytes(strings.number(4)).decode("utf-8") for _ in range(strings.number(4))]
        name, source = sections[2].numbers(4, 4)
        self.name, self.source = self.strings[name], self.optional(source)
        functions = sections[5]
        self.functions = [self.function(functions) for _ in range(functions.number(4))]
        self.entry = self.functions[sections[9].number(4)] if 9 in sections else None
        for code in self.functions:
            code.code = sections[10].bytes(code.length)
        if 12 in sections:
            self.lines(sections[12])
        self.globals = {}

    def optional(self, index):
        return self.strings[index - 1] if index else None

    def function(self, reader):
        code = Code(self, self.optional(reader.number(4)))
        code.arity, _, code.slots, code.operands, _, _, code.length = reader.numbers(1, 1, 2, 2, 2, 4, 4)
        code.constants = [self.constant(reader) for _ in range(reader.number(4))]
        return code

    def constant(self, reader):
        """What CONST pushes; an index for a function, as functions may refer to later ones."""
        match reader.number(1):
            case 1: return int.from_bytes(reader.bytes(8), "big", signed=True)
            case 2: return Float32(struct.unpack(">f", reader.bytes(4))[0])
            case 3: return struct.unpack(">d", reader.bytes(8))[0]
            case 4: return Char(reader.number(4))
            case 5: return Symbol.of(self.strings[reader.number(4)])
            case 6: return self.strings[reader.number(4)]
            case 7: return ("function", reader.number(4))
            case _: raise Refused(outcome="unsupported", feature="vm.classes")
# end::module[]

    def lines(self, reader):
        """For each function, from which offset which line and column are executed."""
        for _ in range(reader.number(4)):
            code = self.functions[reader.number(4)]
            code.lines = [reader.numbers(4, 4, 2) for _ in range(reader.number(4))]
