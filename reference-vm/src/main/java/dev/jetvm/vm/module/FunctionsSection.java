package dev.jetvm.vm.module;

import dev.jetvm.runtime.gc.StackMaps;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.Arithmetic;
import dev.jetvm.runtime.value.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the functions with their constants and divides the code section among them.
 *
 * @spec MOD-13a
 * @spec MOD-13b
 * @spec MOD-13c
 * @spec MOD-13d
 */
final class FunctionsSection {
    /** The least sizes of a function and of a constant, in bytes. */
    private static final int FUNCTION_LEAST = 24;
    private static final int CONSTANT_LEAST = 5;
    private static final int METHOD = 1;

    private final ByteCursor in;
    private final ByteCursor code;
    private final StringsSection names;
    private final List<TypeDef> types;
    private final int imports;
    private final int count;

    private FunctionsSection(ByteCursor in, ByteCursor code, StringsSection names, List<TypeDef> types, int imports) {
        this.in = in;
        this.code = code;
        this.names = names;
        this.types = types;
        this.imports = imports;
        this.count = in.count32(FUNCTION_LEAST);
    }

    static List<FunctionDef> read(ByteCursor in, ByteCursor code, StringsSection names, List<TypeDef> types,
            int imports) {
        FunctionsSection section = new FunctionsSection(in, code, names, types, imports);
        List<FunctionDef> functions = new ArrayList<>(section.count);
        for (int k = 0; k < section.count; k++) {
            functions.add(section.function());
        }
        in.end();
        return List.copyOf(functions);
    }

    /** Rejects code after the code of the last function. */
    static void endOfCode(ByteCursor code) {
        if (code.left() > 0) {
            throw RejectException.malformedAt("function-code", code.at(), code.left() + " bytes belong to no function");
        }
    }

    private FunctionDef function() {
        String name = names.nextOptional(in);
        int arity = in.u8();
        boolean method = in.choice(2, "flag of a function") == METHOD;
        int slots = slots(arity);
        int maxStack = maxStack(slots);
        int upvalues = upvalues();
        int signature = TypesSection.signature(in, types);
        byte[] code = code();
        return new FunctionDef(name, arity, method, slots, maxStack, upvalues, signature, constants(), code);
    }

    private int slots(int arity) {
        int at = in.at();
        int slots = in.u16();
        if (slots <= arity || slots > FunctionDef.SLOTS_MAX) {
            throw RejectException.malformedAt("function-slots", at,
                    "%d slots, where %d to 256 can be".formatted(slots, arity + 1));
        }
        return slots;
    }

    private int maxStack(int slots) {
        int at = in.at();
        int maxStack = in.u16();
        if (FunctionDef.frameSize(slots, maxStack) > StackMaps.FRAME_MAX) {
            throw RejectException.malformedAt("function-frame", at,
                    "the frame has over " + StackMaps.FRAME_MAX + " bytes");
        }
        return maxStack;
    }

    private int upvalues() {
        int at = in.at();
        int upvalues = in.u16();
        if (upvalues > FunctionDef.UPVALUES_MAX) {
            throw RejectException.malformedAt("function-upvalues", at, upvalues + " upvalues are over 256");
        }
        return upvalues;
    }

    private byte[] code() {
        int at = in.at();
        long length = in.u32();
        if (length == 0) {
            throw RejectException.malformedAt("function-code", at, "a function has code");
        }
        if (length > code.left()) {
            throw RejectException.malformedAt("function-code", at,
                    "%d bytes, where the code section has %d left".formatted(length, code.left()));
        }
        return code.bytes(length);
    }

    private List<Constant> constants() {
        int number = in.count32(CONSTANT_LEAST);
        List<Constant> constants = new ArrayList<>(number);
        for (int k = 0; k < number; k++) {
            constants.add(constant());
        }
        return List.copyOf(constants);
    }

    private Constant constant() {
        int at = in.at();
        int tag = in.u8();
        return switch (tag) {
            case 1 -> integer();
            case 2 -> float32();
            case 3 -> float64();
            case 4 -> character();
            case 5 -> new Constant.Symbol(names.next(in));
            case 6 -> new Constant.Text(names.next(in));
            case 7 -> new Constant.Function(in.index(count, "functions"));
            case 8 -> new Constant.Type(in.index(types.size(), "types"));
            case 9 -> new Constant.Import(in.index(imports, "imports"));
            default -> throw RejectException.malformedAt("constant-tag", at, tag + " is no tag of a constant");
        };
    }

    private Constant integer() {
        int at = in.at();
        long number = in.bits64();
        if (!Arithmetic.isInt(number)) {
            throw RejectException.malformedAt("int-range", at, number + " is outside -2^60 .. 2^60-1");
        }
        return new Constant.Int(number);
    }

    private Constant float32() {
        int at = in.at();
        int bits = (int) in.u32();
        if (Float.floatToIntBits(Float.intBitsToFloat(bits)) != bits) {
            throw notCanonical(at);
        }
        return new Constant.Float32(bits);
    }

    private Constant float64() {
        int at = in.at();
        long bits = in.bits64();
        if (Double.doubleToLongBits(Double.longBitsToDouble(bits)) != bits) {
            throw notCanonical(at);
        }
        return new Constant.Float64(bits);
    }

    /** There is one NaN of each width (ERR-241). */
    private static RejectException notCanonical(int at) {
        return RejectException.malformedAt("float-nan", at, "a NaN that is not the canonical one");
    }

    private Constant character() {
        int at = in.at();
        long scalar = in.u32();
        if (!Checks.isScalar(scalar)) {
            throw RejectException.malformedAt("char-scalar", at, scalar + " is no Unicode scalar value");
        }
        return new Constant.Char((int) scalar);
    }
}
