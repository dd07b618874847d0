package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.object.HeapStrings;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.Arithmetic;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.vm.isa.Opcode;

/**
 * Arithmetic and comparison of words. An int and a float64 are computed as float64 and compared by value. A float32 can
 * be combined only with float32.
 *
 * @spec ISA-12
 * @spec ISA-13
 * @spec ISA-14
 * @spec ISA-15
 * @spec ISA-18
 * @spec ISA-19
 * @spec ISA-44
 * @spec ERR-219
 * @spec ERR-220
 * @spec ERR-221
 * @spec ERR-224
 */
@PerMutator
final class Numbers {
    private static final double INT_LIMIT = 0x1p60;

    private final Values values;
    private final Mutator mutator;
    private final HeapStrings strings;

    Numbers(Values values, Mutator mutator, HeapStrings strings) {
        this.values = values;
        this.mutator = mutator;
        this.strings = strings;
    }

    // --- arithmetic ---

    /**
     * Executes ADD to MOD and the wrapping operations. A safepoint; the operands must remain on the stack until it
     * returns.
     */
    long arithmetic(Opcode opcode, long left, long right) {
        boolean ints = values.isInt(left) && values.isInt(right);
        if (ints) {
            return values.ofInt(ints(opcode, values.intOf(left), values.intOf(right)));
        }
        if (opcode == Opcode.ADD && strings.isString(left) && strings.isString(right)) {
            return concat(left, right);
        }
        if (isWide(left) && isWide(right)) {
            return values.ofFloat64(doubles(opcode, wide(left), wide(right)));
        }
        if (values.isFloat32(left) && values.isFloat32(right)) {
            return values.ofFloat32(floats(opcode, values.float32Of(left), values.float32Of(right)));
        }
        throw mismatch(opcode);
    }

    private boolean isWide(long word) {
        return values.isFloat64(word) || values.isInt(word);
    }

    private double wide(long word) {
        return values.isFloat64(word) ? values.float64Of(word) : values.intOf(word);
    }

    private long concat(long left, long right) {
        int first = mutator.keep(left);
        int second = mutator.keep(right);
        try {
            return strings.concat(first, second);
        } finally {
            mutator.release(first);
        }
    }

    private static long ints(Opcode opcode, long left, long right) {
        return switch (opcode) {
            case ADD -> Arithmetic.add(left, right);
            case SUBTRACT -> Arithmetic.sub(left, right);
            case MULTIPLY -> Arithmetic.mul(left, right);
            case DIVIDE -> Arithmetic.div(left, right);
            case MOD -> Arithmetic.rem(left, right);
            case WRAP_ADD -> Arithmetic.wrapAdd(left, right);
            case WRAP_SUBTRACT -> Arithmetic.wrapSub(left, right);
            default -> Arithmetic.wrapMul(left, right);
        };
    }

    private static double doubles(Opcode opcode, double left, double right) {
        return switch (opcode) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MOD -> left % right;
            default -> throw mismatch(opcode);
        };
    }

    private static float floats(Opcode opcode, float left, float right) {
        return switch (opcode) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MOD -> left % right;
            default -> throw mismatch(opcode);
        };
    }

    /** Negates a number. A safepoint if the result must be boxed. */
    long negate(long word) {
        if (values.isInt(word)) {
            return values.ofInt(Arithmetic.neg(values.intOf(word)));
        }
        if (values.isFloat64(word)) {
            return values.ofFloat64(-values.float64Of(word));
        }
        if (values.isFloat32(word)) {
            return values.ofFloat32(-values.float32Of(word));
        }
        throw mismatch(Opcode.NEGATE);
    }

    // --- comparison ---

    /**
     * Returns whether two values are equal. Never panics: values of different kinds, other than int and float64, are
     * unequal (ERR-221).
     */
    boolean equal(long left, long right) {
        if (values.isFloat64(left) || values.isFloat64(right)) {
            return isWide(left) && isWide(right) && equalNumbers(left, right);
        }
        if (left == right) {
            return !values.isFloat32(left) || !Float.isNaN(values.float32Of(left));
        }
        if (values.isInt(left)) {
            return values.isInt(right) && values.intOf(left) == values.intOf(right);
        }
        if (values.isFloat32(left)) {
            return values.isFloat32(right) && values.float32Of(left) == values.float32Of(right);
        }
        return strings.isString(left) && strings.isString(right) && strings.equal(left, right);
    }

    private boolean equalNumbers(long left, long right) {
        if (values.isInt(left)) {
            return compare(values.intOf(left), values.float64Of(right)) == 0;
        }
        if (values.isInt(right)) {
            return compare(values.intOf(right), values.float64Of(left)) == 0;
        }
        return values.float64Of(left) == values.float64Of(right);
    }

    /** Result of comparing unordered numbers. */
    private static final int UNORDERED = 2;

    /** Executes LESS to GE. @throws PanicException {@code type} */
    boolean ordered(Opcode opcode, long left, long right) {
        int order = order(opcode, left, right);
        return switch (opcode) {
            case LESS -> order == -1;
            case LE -> order <= 0;
            case GREATER -> order == 1;
            default -> order == 0 || order == 1;
        };
    }

    /** Returns -1, 0, 1, or {@link #UNORDERED}. */
    private int order(Opcode opcode, long left, long right) {
        if (values.isInt(left)) {
            if (values.isInt(right)) {
                return Long.compare(values.intOf(left), values.intOf(right));
            }
            if (values.isFloat64(right)) {
                return compare(values.intOf(left), values.float64Of(right));
            }
        } else if (values.isFloat64(left)) {
            if (values.isFloat64(right)) {
                return compare(values.float64Of(left), values.float64Of(right));
            }
            if (values.isInt(right)) {
                int order = compare(values.intOf(right), values.float64Of(left));
                return order == UNORDERED ? order : -order;
            }
        } else if (values.isFloat32(left) && values.isFloat32(right)) {
            return compare(values.float32Of(left), values.float32Of(right));
        }
        return orderOfOthers(opcode, left, right);
    }

    private int orderOfOthers(Opcode opcode, long left, long right) {
        if (strings.isString(left) && strings.isString(right)) {
            return Integer.signum(strings.compare(left, right));
        }
        if (!values.isReference(left) && !values.isReference(right)
                && values.model.toValue(left, mutator) instanceof Value.Char(int a)
                && values.model.toValue(right, mutator) instanceof Value.Char(int b)) {
            return Integer.compare(a, b);
        }
        throw mismatch(opcode);
    }

    private static int compare(double left, double right) {
        if (Double.isNaN(left) || Double.isNaN(right)) {
            return UNORDERED;
        }
        return left < right ? -1 : left > right ? 1 : 0;
    }

    /** Compares by value, since not every int is a float64. */
    private static int compare(long left, double right) {
        if (Double.isNaN(right)) {
            return UNORDERED;
        }
        if (right >= INT_LIMIT) {
            return -1;
        }
        if (right < -INT_LIMIT) {
            return 1;
        }
        long whole = (long) right;
        return left != whole ? Long.compare(left, whole) : compare(0.0, right - whole);
    }

    /** Compares two strings. @return -1, 0 or 1 @throws PanicException {@code type} */
    int compareStrings(long left, long right) {
        return Integer.signum(strings.compare(left, right));
    }

    private static PanicException mismatch(Opcode opcode) {
        return new PanicException(PanicCode.TYPE,
                opcode + " is not defined for these operands");
    }
}
