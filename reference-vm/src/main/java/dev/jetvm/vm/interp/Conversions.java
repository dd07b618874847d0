package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.Arithmetic;
import dev.jetvm.runtime.value.Checks;
import dev.jetvm.runtime.value.NumberText;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.vm.isa.Target;

/**
 * Executes {@code CONVERT}.
 *
 * @spec ISA-38
 */
final class Conversions {
    private static final double INT_LIMIT = 0x1p60;

    private final Worker in;

    Conversions(Worker in) {
        this.in = in;
    }

    /** Converts a value. A safepoint. @throws PanicException {@code type}, {@code int-overflow}, {@code bounds} */
    long convert(long word, Target target) {
        if (target == Target.STRING) {
            return in.aggregates.strings.isString(word) ? word : in.aggregates.text(in.text.text(word));
        }
        if (target == Target.SYMBOL) {
            return symbol(word);
        }
        Value value = in.values.isReference(word) && !in.values.isInt(word) && !in.values.isFloat64(word)
                ? Value.Nil.NIL
                : in.values.model.toValue(word, in.mutator);
        return switch (target) {
            case INT -> in.values.ofInt(toInt(value, target));
            case FLOAT64 -> in.values.ofFloat64(toDouble(value, target));
            case FLOAT32 -> in.values.ofFloat32(toFloat(value, target));
            default -> toChar(value, target);
        };
    }

    private long symbol(long word) {
        if (!in.values.isReference(word) && in.values.model.toValue(word, in.mutator) instanceof Value.Symbol) {
            return word;
        }
        return in.values.model.toWord(new Value.Symbol(in.vm.symbols().intern(in.aggregates.strings.text(word))),
                in.mutator);
    }

    private static long toInt(Value value, Target target) {
        return switch (value) {
            case Value.Int(long number) -> number;
            case Value.Char(int scalar) -> scalar;
            case Value.Float64 number -> truncated(number.number());
            case Value.Float32 number -> truncated(number.number());
            default -> throw mismatch(target);
        };
    }

    private static long truncated(double number) {
        if (Double.isNaN(number) || number >= INT_LIMIT || number < -INT_LIMIT) {
            throw new PanicException(PanicCode.INT_OVERFLOW, NumberText.of(number) + " is outside of the ints");
        }
        return Arithmetic.checked((long) number, "conversion");
    }

    private static double toDouble(Value value, Target target) {
        return switch (value) {
            case Value.Int(long number) -> number;
            case Value.Float64 number -> number.number();
            case Value.Float32 number -> number.number();
            default -> throw mismatch(target);
        };
    }

    private static float toFloat(Value value, Target target) {
        return switch (value) {
            case Value.Int(long number) -> number;
            case Value.Float64 number -> (float) number.number();
            case Value.Float32 number -> number.number();
            default -> throw mismatch(target);
        };
    }

    private long toChar(Value value, Target target) {
        return switch (value) {
            case Value.Char _ -> in.values.model.toWord(value, in.mutator);
            case Value.Int(long number) when Checks.isScalar(number) ->
                in.values.model.toWord(new Value.Char((int) number), in.mutator);
            case Value.Int(long number) -> throw new PanicException(PanicCode.BOUNDS, number + " is no character");
            default -> throw mismatch(target);
        };
    }

    private static PanicException mismatch(Target target) {
        return new PanicException(PanicCode.TYPE, "the value cannot become a " + target.wire());
    }
}
