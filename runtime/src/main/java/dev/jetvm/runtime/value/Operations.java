package dev.jetvm.runtime.value;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import java.util.Arrays;

/**
 * The semantics of the operators on values, independent of the representation.
 *
 * @spec VAL-05a
 * @spec VAL-05b
 * @spec VAL-05c
 * @spec VAL-05d
 * @spec VAL-05e
 * @spec STR-13
 */
public final class Operations {
    private Operations() {}

    /**
     * Applies a binary operator.
     *
     * @throws PanicException {@code int-overflow}, {@code division-by-zero}, {@code type}
     */
    public static Value apply(Operator operator, Value left, Value right) {
        return switch (operator) {
            case EQ -> new Value.Bool(equal(left, right));
            case NE -> new Value.Bool(!equal(left, right));
            case LT, LE, GT, GE -> new Value.Bool(order(operator, left, right));
            default -> arithmetic(operator, left, right);
        };
    }

    /** Applies unary minus. @throws PanicException {@code int-overflow} or {@code type} */
    public static Value negate(Value value) {
        return switch (value) {
            case Value.Int(long number) -> new Value.Int(Arithmetic.neg(number));
            case Value.Float32 number -> Value.Float32.of(-number.number());
            case Value.Float64 number -> Value.Float64.of(-number.number());
            default -> throw mismatch(Operator.NEG);
        };
    }

    private static Value arithmetic(Operator operator, Value left, Value right) {
        if (left instanceof Value.Int(long a) && right instanceof Value.Int(long b)) {
            return new Value.Int(ints(operator, a, b));
        }
        if (left instanceof Value.Float64 a && right instanceof Value.Float64 b) {
            return Value.Float64.of(doubles(operator, a.number(), b.number()));
        }
        if (left instanceof Value.Float32 a && right instanceof Value.Float32 b) {
            return Value.Float32.of(floats(operator, a.number(), b.number()));
        }
        throw mismatch(operator);
    }

    private static long ints(Operator operator, long left, long right) {
        return switch (operator) {
            case ADD -> Arithmetic.add(left, right);
            case SUB -> Arithmetic.sub(left, right);
            case MUL -> Arithmetic.mul(left, right);
            case DIV -> Arithmetic.div(left, right);
            case REM -> Arithmetic.rem(left, right);
            case WRAP_ADD -> Arithmetic.wrapAdd(left, right);
            case WRAP_SUB -> Arithmetic.wrapSub(left, right);
            case WRAP_MUL -> Arithmetic.wrapMul(left, right);
            default -> throw mismatch(operator);
        };
    }

    private static double doubles(Operator operator, double left, double right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUB -> left - right;
            case MUL -> left * right;
            case DIV -> left / right;
            case REM -> left % right;
            default -> throw mismatch(operator);
        };
    }

    private static float floats(Operator operator, float left, float right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUB -> left - right;
            case MUL -> left * right;
            case DIV -> left / right;
            case REM -> left % right;
            default -> throw mismatch(operator);
        };
    }

    /** Compares by content, floats by IEEE 754: a NaN equals no value, and both zeros are equal. */
    private static boolean equal(Value left, Value right) {
        return switch (left) {
            case Value.Float32 a when right instanceof Value.Float32 b -> a.number() == b.number();
            case Value.Float64 a when right instanceof Value.Float64 b -> a.number() == b.number();
            case Value.Text(byte[] a) when right instanceof Value.Text(byte[] b) -> Arrays.equals(a, b);
            default -> {
                if (left.getClass() != right.getClass()) {
                    throw mismatch(Operator.EQ);
                }
                yield left.equals(right);
            }
        };
    }

    private static boolean order(Operator operator, Value left, Value right) {
        if (left instanceof Value.Float32 a && right instanceof Value.Float32 b) {
            return ordered(operator, a.number(), b.number());
        }
        if (left instanceof Value.Float64 a && right instanceof Value.Float64 b) {
            return ordered(operator, a.number(), b.number());
        }
        if (left instanceof Value.Int(long a) && right instanceof Value.Int(long b)) {
            return ordered(operator, Long.compare(a, b), 0);
        }
        if (left instanceof Value.Char(int a) && right instanceof Value.Char(int b)) {
            return ordered(operator, Integer.compare(a, b), 0);
        }
        throw mismatch(operator);
    }

    /** LE and GE are primitive: "not greater" would be true for a NaN (ERR-220). */
    private static boolean ordered(Operator operator, double left, double right) {
        return switch (operator) {
            case LT -> left < right;
            case LE -> left <= right;
            case GT -> left > right;
            default -> left >= right;
        };
    }

    private static PanicException mismatch(Operator operator) {
        return new PanicException(PanicCode.TYPE, operator.wire() + " is not defined for these operands");
    }
}
