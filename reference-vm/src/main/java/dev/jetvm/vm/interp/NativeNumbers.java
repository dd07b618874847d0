package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.Arithmetic;
import dev.jetvm.runtime.value.NumberText;
import dev.jetvm.runtime.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoubleUnaryOperator;

/** Natives for numbers and texts. Clause: INTERP-08. */
final class NativeNumbers {
    private static final int DIGITS_MAX = 30;

    private NativeNumbers() {}

    static void define(Natives natives) {
        real(natives, "sqrt", Math::sqrt);
        real(natives, "floor", Math::floor);
        real(natives, "ceil", Math::ceil);
        natives.define("abs", 1, (in, first, _) -> {
            long word = Native.arg(in, first);
            if (in.values.isInt(word)) {
                long number = in.values.intOf(word);
                return in.values.ofInt(number < 0 ? Arithmetic.neg(number) : number);
            }
            return in.values.ofFloat64(Math.abs(Native.number(in, word)));
        });
        natives.define("fixed", 2, (in, first, _) -> in.aggregates.text(
                fixed(Native.number(in, Native.arg(in, first)), in.aggregates.index(Native.arg(in, first + 1)))));
        natives.define("parse_int", 1, (in, first, _) -> parsedInt(in, Native.text(in, Native.arg(in, first))));
        natives.define("parse_float", 1, (in, first, _) -> parsedFloat(in, Native.text(in, Native.arg(in, first))));
        natives.define("hash", 1, (in, first, _) -> in.values.ofInt(
                Integer.toUnsignedLong(in.aggregates.strings.hash(Native.arg(in, first)))));
        natives.define("from_chars", 1, (in, first, _) -> fromChars(in, Native.arg(in, first)));
    }

    private static void real(Natives natives, String name, DoubleUnaryOperator function) {
        natives.define(name, 1, (in, first, _) -> in.values.ofFloat64(
                function.applyAsDouble(Native.number(in, Native.arg(in, first)))));
    }

    private static String fixed(double number, long digits) {
        if (digits < 0 || digits > DIGITS_MAX) {
            throw new PanicException(PanicCode.BOUNDS, digits + " digits; 0 to " + DIGITS_MAX + " are possible");
        }
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return NumberText.of(number);
        }
        String text = new BigDecimal(number).setScale((int) digits, RoundingMode.HALF_EVEN).toPlainString();
        return number < 0 && !text.startsWith("-") || number == 0 && 1 / number < 0 ? "-" + text : text;
    }

    private static long parsedInt(Worker in, String text) {
        if (!text.matches("-?[0-9]{1,19}")) {
            return in.values.nil;
        }
        try {
            long number = Long.parseLong(text);
            return Arithmetic.isInt(number) ? in.values.ofInt(number) : in.values.nil;
        } catch (NumberFormatException e) {
            return in.values.nil;
        }
    }

    private static long parsedFloat(Worker in, String text) {
        if (!text.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            return in.values.nil;
        }
        return in.values.ofFloat64(Double.parseDouble(text));
    }

    private static long fromChars(Worker in, long list) {
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
