package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.Arithmetic;
import dev.jetvm.runtime.value.DecimalText;
import dev.jetvm.runtime.value.NumberText;
import dev.jetvm.runtime.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleUnaryOperator;

/**
 * Natives for numbers and texts.
 *
 * @spec INTERP-08
 * @spec INTERP-16
 */
final class NativeNumbers {
    private static final int DIGITS_MAX = 30;

    private NativeNumbers() {}

    static void define(Natives natives) {
        natives.define("sqrt", 1, (in, first, _) -> in.values.ofFloat64(
                Math.sqrt(Native.number(in, Native.arg(in, first)))));
        rounding(natives, "floor", Math::floor);
        rounding(natives, "ceil", Math::ceil);
        natives.define("abs", 1, (in, first, _) -> {
            long word = Native.arg(in, first);
            if (in.values.isInt(word)) {
                long number = in.values.intOf(word);
                return in.values.ofInt(number < 0 ? Arithmetic.neg(number) : number);
            }
            return in.values.ofFloat64(Math.abs(Native.number(in, word)));
        });
        natives.define("fixed", 2, (in, first, _) -> in.aggregates.text(
                fixed(in, Native.arg(in, first), in.aggregates.index(Native.arg(in, first + 1)))));
        natives.define("parse_int", 1, (in, first, _) -> {
            OptionalLong number = DecimalText.whole(Native.text(in, Native.arg(in, first)));
            return number.isPresent() ? in.values.ofInt(number.getAsLong()) : in.values.nil;
        });
        natives.define("parse_float", 1, (in, first, _) -> {
            OptionalDouble number = DecimalText.real(Native.text(in, Native.arg(in, first)));
            return number.isPresent() ? in.values.ofFloat64(number.getAsDouble()) : in.values.nil;
        });
        natives.define("hash", 1, (in, first, _) -> in.values.ofInt(
                Integer.toUnsignedLong(in.aggregates.strings.hash(Native.arg(in, first)))));
        natives.define("from_chars", 1, (in, first, _) -> fromChars(in, Native.arg(in, first)));
    }

    /** Rounding leaves an int unchanged: it is integral, and not every int is a float64. */
    private static void rounding(Natives natives, String name, DoubleUnaryOperator function) {
        natives.define(name, 1, (in, first, _) -> {
            long word = Native.arg(in, first);
            return in.values.isInt(word)
                    ? word
                    : in.values.ofFloat64(function.applyAsDouble(Native.number(in, word)));
        });
    }

    private static String fixed(Worker in, long word, long digits) {
        boolean whole = in.values.isInt(word);
        double number = Native.number(in, word);
        if (digits < 0 || digits > DIGITS_MAX) {
            throw new PanicException(PanicCode.BOUNDS, digits + " digits; 0 to " + DIGITS_MAX + " are possible");
        }
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return NumberText.of(number);
        }
        BigDecimal exact = whole ? BigDecimal.valueOf(in.values.intOf(word)) : new BigDecimal(number);
        String text = exact.setScale((int) digits, RoundingMode.HALF_EVEN).toPlainString();
        boolean negative = number < 0 || number == 0 && 1 / number < 0;
        return negative && !text.startsWith("-") ? "-" + text : text;
    }

    private static long fromChars(Worker in, long list) {
        Native.requireSequence(in, list);
        StringBuilder text = new StringBuilder();
        long length = in.aggregates.length(list);
        for (long k = 0; k < length; k++) {
            long element = in.aggregates.get(list, in.values.ofInt(k));
            if (in.values.isReference(element)
                    || !(in.values.model.toValue(element, in.mutator) instanceof Value.Char(int scalar))) {
                throw Native.type("element " + k + " is no char");
            }
            text.appendCodePoint(scalar);
        }
        return in.aggregates.text(text.toString());
    }
}
