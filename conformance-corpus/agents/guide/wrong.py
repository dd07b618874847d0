"""Steps of the guide with one place wrong: python3 wrong.py NAME. The tests show that a case of the clause catches each."""
import importlib
import sys
import types
from pathlib import Path

# name: (step, file, what is replaced, by what)
VARIANTS = {
    # tag::forgotten[]
    "second-reference-forgotten": (
        "collector", "collector",
        "range(scan + HEADER.size, scan + HEADER.size + 8 * slots, 8)",
        "range(scan + HEADER.size, scan + HEADER.size + 8 * min(slots, 1), 8)"),
    # end::forgotten[]
    "handles-not-forwarded": (
        "collector", "collector", "HEAP.handles[name] = forward(old, word)", "forward(old, word)"),
    "slots-not-forwarded": (
        "collector", "collector", "HEAP.set_word(slot, forward(old, HEAP.word(slot)))", "forward(old, HEAP.word(slot))"),
    "copied-twice": ("collector", "collector", "if moved == 0:", "if moved == 0 or slots == 0:"),
    "bytes-not-copied": (
        "collector", "collector", "HEAP.memory[moved:moved + total] = old[address:address + total]",
        "HEAP.memory[moved:moved + total] = old[address:address + HEADER.size + 8 * slots].ljust(total, b'\\0')"),
    "large-not-copied": ("collector", "collector", "if moved == 0:", "if moved == 0 and count < 1 << 16:"),
    "weak-not-cleared": ("weak", "weak", "to + 7 if to else NIL", "to + 7 if to else word"),
    "size-of-16-bits": ("own_header", "own_header", "else slots << 32 | count)", "else slots << 32 | count & 0xFFFF)"),
    "collection-not-awaited": ("own_times", "own_times", "while Runtime.finished == before:", "while False:"),
    "bytes-beside-the-range": (
        "typed_fields", "typed_fields", "self[first:start], self[end:last]", "bytes(start - first), bytes(last - end)"),
    "dies-when-full": (
        "collector", "collector", "def collect_or_grow(needed, grow=HEAP.grow):", "def collect_or_grow(needed):\n    raise SystemExit(3)"),
    "overflow-at-64-bits": ("machine", "arithmetic", "LEAST <= exact <= MOST", "8 * LEAST <= exact <= 8 * MOST"),
    "division-rounds-down": (
        "machine", "arithmetic", "size if (left < 0) == (right < 0) else -size", "left // right"),
    "minus-zero-lost": ("machine", "arithmetic", 'case "float64": return -value', 'case "float64": return 0 - value'),
    "operands-swapped": (
        "machine", "machine", "right, left = stack.pop(), stack.pop()\n                stack.append(arithmetic.binary",
        "left, right = stack.pop(), stack.pop()\n                stack.append(arithmetic.binary"),
    "arguments-reversed": ("machine", "machine", "frame.stack[first:]\n", "frame.stack[:first - 1:-1]\n"),
    "constant-index-of-8-bits": ("machine", "machine", "self.constant(frame, frame.operand(2))", "self.constant(frame, frame.operand(2) & 255)"),
}


def load(name, find, replacement):
    """Imports a file with the replacement, under its own name, so that the others import it, too."""
    source = Path(__file__).with_name(name + ".py").read_text(encoding="utf-8")
    if source.count(find) != 1:
        sys.exit("%s.py has this %d times, not once: %s" % (name, source.count(find), find))
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile(source.replace(find, replacement), name + ".py", "exec"), module.__dict__)


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in VARIANTS:
        sys.exit("usage: wrong.py NAME, one of\n  " + "\n  ".join(VARIANTS))
    step, file, find, replacement = VARIANTS[sys.argv[1]]
    load(file, find, replacement)
    importlib.import_module(step)
    importlib.import_module("agent").serve()


if __name__ == "__main__":
    main()
