package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Executes the instructions of family {@code aggregates}. Operands remain on the stack until the result exists, because
 * allocating the result may collect.
 *
 * @spec ISA-26
 * @spec ISA-29
 * @spec ISA-40
 * @spec ISA-41
 * @spec ISA-42
 */
final class AggregateOps {
    private static final OperandPlace COUNT = Opcode.NEW_ARRAY.place(Operand.COUNT16);
    private static final OperandPlace STORAGE = Opcode.NEW_ARRAY_OF.place(Operand.STORAGE);

    private final Values values;
    private final Aggregates aggregates;

    AggregateOps(Values values, Aggregates aggregates) {
        this.values = values;
        this.aggregates = aggregates;
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        switch (op) {
            case NEW_ARRAY -> newArray(code.operand(COUNT, stack.pc), stack);
            case NEW_ARRAY_OF -> stack.replace(1,
                    aggregates.newArrayOf(code.operand(STORAGE, stack.pc), stack.operand(1)));
            case NEW_LIST -> newList(code.operand(COUNT, stack.pc), stack);
            case NEW_MAP -> newMap(code.operand(COUNT, stack.pc), stack);
            case GET_INDEX -> stack.replace(2, aggregates.get(stack.operand(2), stack.operand(1)));
            case SET_INDEX -> setIndex(stack);
            case LIST_PUSH -> {
                aggregates.push(stack.words, stack.sp - 2);
                stack.drop(2);
            }
            case LIST_POP -> stack.replace(1, aggregates.pop(stack.operand(1)));
            case LENGTH -> stack.replace(1, values.ofInt(aggregates.length(stack.operand(1))));
            case SLICE -> stack.replace(3,
                    aggregates.slice(stack.operand(3), stack.operand(2), stack.operand(1)));
            case ARRAY_COPY -> {
                aggregates.copy(stack.words, stack.sp - 5);
                stack.drop(5);
            }
            case ARRAY_FILL -> {
                aggregates.fillArray(stack.words, stack.sp - 4);
                stack.drop(4);
            }
            case MAP_HAS -> stack.replace(2,
                    values.ofBool(aggregates.has(stack.operand(2), stack.operand(1))));
            case MAP_REMOVE -> stack.replace(2, aggregates.remove(stack.operand(2), stack.operand(1)));
            case MAP_KEYS -> stack.replace(1, aggregates.keys(stack.operand(1)));
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private void newArray(int count, FrameStack stack) {
        stack.replace(count, aggregates.newArray(stack.words, stack.sp - count, count));
    }

    private void newList(int count, FrameStack stack) {
        stack.replace(count, aggregates.newList(stack.words, stack.sp - count, count));
    }

    private void newMap(int pairs, FrameStack stack) {
        stack.replace(2 * pairs, aggregates.newMap(stack.words, stack.sp - 2 * pairs, pairs));
    }

    private void setIndex(FrameStack stack) {
        aggregates.set(stack.words, stack.sp - 3);
        stack.replace(3, stack.operand(1));
    }
}
