package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Opcode;

/**
 * Executes the instructions of family {@code comparison}.
 *
 * @spec ISA-18
 * @spec ISA-19
 * @spec ISA-44
 */
final class ComparisonOps {
    private final Values values;
    private final Numbers numbers;

    ComparisonOps(Values values, Numbers numbers) {
        this.values = values;
        this.numbers = numbers;
    }

    void execute(Opcode op, FrameStack stack) {
        long left = stack.operand(2);
        long right = stack.operand(1);
        switch (op) {
            case EQUAL -> stack.replace(2, values.ofBool(numbers.equal(left, right)));
            case NE -> stack.replace(2, values.ofBool(!numbers.equal(left, right)));
            case LESS, LE, GREATER, GE -> stack.replace(2,
                    values.ofBool(numbers.ordered(op, left, right)));
            case COMPARE_STRINGS -> stack.replace(2, values.ofInt(numbers.compareStrings(left, right)));
            default -> throw PlainEngine.unhandled(op);
        }
    }
}
