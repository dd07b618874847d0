package dev.jetvm.vm.assembly;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.value.NanConstants;
import dev.jetvm.runtime.value.ValueConstants;
import dev.jetvm.vm.assembly.Fault.Code;
import dev.jetvm.vm.assembly.SourceText.Ref;
import dev.jetvm.vm.assembly.SourceText.TypeUse;
import dev.jetvm.vm.assembly.SourceText.Value;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.TypeDef;
import java.util.regex.Pattern;

/** Reads constants, and references to functions, types and imports. */
final class ValueReader {
    static final char FUNCTION = '@';
    static final char TYPE = '$';
    static final char IMPORT = '%';
    static final char SYMBOL = '#';
    static final char INDEX = '#';
    static final String NAN = "nan";
    static final String INFINITY = "inf";
    static final String ANY = "any";
    static final int NAN_32 = 0x7FC0_0000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?(e[+-]?[0-9]+)?");

    private final Cursor cursor;

    ValueReader(Cursor cursor) {
        this.cursor = cursor;
    }

    Value value() {
        return switch (cursor.peek()) {
            case '"' -> literal(new Constant.Text(cursor.quoted("a text")));
            case '\'' -> literal(character());
            case SYMBOL -> {
                cursor.skip();
                yield literal(new Constant.Symbol(cursor.name("the text of the symbol")));
            }
            case FUNCTION -> new Value.OfFunction(ref(FUNCTION, "a function"));
            case TYPE -> new Value.OfType(ref(TYPE, "a type"));
            case IMPORT -> imported();
            default -> literal(number());
        };
    }

    private static Value literal(Constant constant) {
        return new Value.Literal(constant);
    }

    private Constant character() {
        int start = cursor.place();
        String text = Literals.quoted(cursor, '\'');
        if (text.codePointCount(0, text.length()) != 1) {
            throw new Fault(Code.SYNTAX, start, "a character is one character in quotes, such as 'c' or '\\n'",
                    "Write a text in \"double quotes\".");
        }
        return new Constant.Char(text.codePointAt(0));
    }

    private Value imported() {
        int start = cursor.place();
        cursor.expect(IMPORT);
        if (cursor.take(INDEX)) {
            return new Value.OfImport(start, "", "", index());
        }
        String module = cursor.name("the module of the import");
        cursor.expect('.');
        return new Value.OfImport(start, module, cursor.name("the name of the import"), Ref.BY_NAME);
    }

    private int index() {
        return (int) cursor.number("an index", 0, Integer.MAX_VALUE);
    }

    /** Reads a reference: a name, with or without the mark of its kind, or {@code #} and an index. */
    Ref ref(char mark, String what) {
        int start = cursor.place();
        cursor.take(mark);
        Ref ref = ref(what);
        return new Ref(start, ref.name(), ref.index());
    }

    /** Reads a reference: a name, or {@code #} and an index. */
    Ref ref(String what) {
        int start = cursor.place();
        return cursor.take(INDEX)
                ? new Ref(start, "", index())
                : new Ref(start, cursor.name(what), Ref.BY_NAME);
    }

    /** Reads a type reference: {@code any}, a built-in type by its name or number, or a type of this module. */
    TypeUse type() {
        if (cursor.atNumber()) {
            return new TypeUse((int) cursor.number("the number of a built-in type", 1, TypeDef.OWN - 1), null);
        }
        Ref own = ref(TYPE, "a type");
        boolean plain = own.index() == Ref.BY_NAME && !cursor.isAt(own.place(), TYPE) && !cursor.isAt(own.place(), '"');
        if (plain && own.name().equals(ANY)) {
            return new TypeUse(TypeDef.ANY, null);
        }
        return plain
                ? BuiltinType.ofTitle(own.name()).map(builtin -> new TypeUse(builtin.id(), null))
                        .orElse(new TypeUse(TypeDef.OWN, own))
                : new TypeUse(TypeDef.OWN, own);
    }

    private Constant number() {
        int start = cursor.place();
        boolean negative = cursor.take('-');
        String digits = cursor.numeral();
        if (digits.equals(NAN) && !negative) {
            return new Constant.Float64(NanConstants.CANONICAL_NAN);
        }
        if (digits.equals(NAN + "f") && !negative) {
            return new Constant.Float32(NAN_32);
        }
        if (digits.equals(INFINITY)) {
            return new Constant.Float64(Double.doubleToRawLongBits(sign(negative) * Double.POSITIVE_INFINITY));
        }
        if (digits.equals(INFINITY + "f")) {
            return new Constant.Float32(Float.floatToRawIntBits(sign(negative) * Float.POSITIVE_INFINITY));
        }
        if (!digits.startsWith("0x") && digits.endsWith("f") && isNumber(digits, 1)) {
            return float32((negative ? "-" : "") + digits.substring(0, digits.length() - 1), start);
        }
        if (digits.chars().allMatch(c -> Cursor.isWordPart((char) c)) && digits.indexOf('e') < 0
                || digits.startsWith("0x")) {
            return whole(digits, negative, start);
        }
        if (!isNumber(digits, 0)) {
            throw notNumber(start);
        }
        return float64((negative ? "-" : "") + digits, start);
    }

    private static boolean isNumber(String digits, int suffix) {
        return NUMBER.matcher(digits.substring(0, digits.length() - suffix)).matches();
    }

    private Constant whole(String digits, boolean negative, int start) {
        if (digits.isEmpty() || !Cursor.isDigit(digits.charAt(0))) {
            throw notNumber(start);
        }
        long number = Literals.whole(digits, negative, start);
        if (number < ValueConstants.INT_MIN || number > ValueConstants.INT_MAX) {
            throw new Fault(Code.RANGE, start, "an int has 61 bits: " + ValueConstants.INT_MIN + " to "
                    + ValueConstants.INT_MAX, "A float64 is written with a point, such as 1.0 or 1e19.");
        }
        return new Constant.Int(number);
    }

    private Fault notNumber(int start) {
        cursor.seek(start);
        return new Fault(Code.SYNTAX, start, "a value is expected here, not " + cursor.found(),
                "Values: 42, -7, 1.5, 1e9, nan, inf, 1.5f, 'c', #symbol, \"text\", @function, $Type, %module.name.");
    }

    private static int sign(boolean negative) {
        return negative ? -1 : 1;
    }

    private static Constant float64(String digits, int start) {
        double number = Double.parseDouble(digits);
        if (Double.isInfinite(number)) {
            throw new Fault(Code.RANGE, start, "no float64 is as large", "Infinity is written inf.");
        }
        return new Constant.Float64(Double.doubleToRawLongBits(number));
    }

    private static Constant float32(String digits, int start) {
        float number = Float.parseFloat(digits);
        if (Float.isInfinite(number)) {
            throw new Fault(Code.RANGE, start, "no float32 is as large", "Infinity is written inff.");
        }
        return new Constant.Float32(Float.floatToRawIntBits(number));
    }
}
