package dev.jetvm.vm.module;

import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.vm.isa.Opcode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Modules of every shape that a file can have; their code need not verify. */
public final class RandomModules {
    private static final long INT_LIMIT = 1L << 60;
    private static final int[] SCALARS = {0, 'a', 0x7F, 0x80, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};

    private final Random random;
    private final List<String> strings;
    private final int typeCount;
    private final int functionCount;
    private final List<TypeDef> types = new ArrayList<>();
    /** Which of the types will be signatures, interfaces, structs. */
    private final List<Integer> kinds = new ArrayList<>();

    private RandomModules(Random random) {
        this.random = random;
        this.typeCount = random.nextInt(6);
        this.functionCount = random.nextInt(6);
        this.strings = strings();
    }

    public static Module module(Random random) {
        return new RandomModules(random).module();
    }

    private Module module() {
        for (int k = 0; k < typeCount; k++) {
            kinds.add(random.nextInt(3));
        }
        for (int k = 0; k < typeCount; k++) {
            types.add(type(k));
        }
        List<Module.Import> imports = imports();
        List<FunctionDef> functions = many(functionCount, () -> function(imports.size()));
        List<Integer> inits = functionCount == 0 ? List.of() : upTo(3, this::functionIndex);
        int entry = functionCount == 0 || random.nextBoolean() ? Module.NO_ENTRY : functionIndex();
        return new Module(text(), random.nextBoolean() ? "" : text(), strings, types, imports, functions, exports(),
                inits, entry, random.nextBoolean() ? Optional.empty() : Optional.of(maps()),
                random.nextBoolean() ? Optional.empty() : Optional.of(debug(functions)),
                upTo(3, () -> new Module.Custom(word(), bytes(random.nextInt(20)))));
    }

    private <T> List<T> upTo(int most, Supplier<T> item) {
        return many(random.nextInt(most + 1), item);
    }

    private static <T> List<T> many(int count, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            items.add(item.get());
        }
        return items;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Enough for names that must differ. */
    private List<String> strings() {
        Set<String> all = new LinkedHashSet<>();
        int count = 12 + random.nextInt(10);
        while (all.size() < count) {
            all.add(word());
        }
        if (random.nextBoolean()) {
            all.add("");
        }
        return List.copyOf(all);
    }

    private String word() {
        int length = 1 + random.nextInt(6);
        int[] scalars = new int[length];
        for (int k = 0; k < length; k++) {
            scalars[k] = random.nextInt(4) == 0 ? SCALARS[random.nextInt(SCALARS.length)] : 'a' + random.nextInt(26);
        }
        return new String(scalars, 0, length);
    }

    /** Not empty. */
    private String text() {
        return strings.get(random.nextInt(12));
    }

    private int functionIndex() {
        return random.nextInt(functionCount);
    }

    private int typeOf(int kind) {
        List<Integer> found = new ArrayList<>();
        for (int k = 0; k < typeCount; k++) {
            if (kinds.get(k) == kind) {
                found.add(k);
            }
        }
        return found.isEmpty() ? TypeDef.NONE : found.get(random.nextInt(found.size()));
    }

    private int signature() {
        return random.nextBoolean() ? TypeDef.NONE : typeOf(0);
    }

    private int reference() {
        int own = typeOf(1 + random.nextInt(2));
        return own == TypeDef.NONE || random.nextBoolean() ? random.nextInt(TypeDef.OWN) : TypeDef.OWN + own;
    }

    /** The names of types differ: each takes that of its number. */
    private TypeDef type(int number) {
        String name = strings.get(number);
        return switch (kinds.get(number)) {
            case 0 -> new TypeDef.Signature(upTo(4, this::reference), reference());
            case 1 -> struct(name);
            default -> new TypeDef.Interface(name, upTo(4, () -> new TypeDef.Slot(text(), signature())));
        };
    }

    private TypeDef struct(String name) {
        StorageClass[] storages = StorageClass.values();
        List<TypeDef.Field> fields = upTo(4,
                () -> new TypeDef.Field(text(), storages[random.nextInt(storages.length)], random.nextBoolean()));
        List<TypeDef.Method> methods = functionCount == 0
                ? List.of()
                : upTo(3, () -> new TypeDef.Method(text(), functionIndex(), signature()));
        List<TypeDef.Implementation> implementations = typeOf(2) == TypeDef.NONE
                ? List.of()
                : upTo(2, () -> new TypeDef.Implementation(typeOf(2),
                        methods.isEmpty() ? List.of() : upTo(3, () -> random.nextInt(methods.size()))));
        int drop = functionCount == 0 || random.nextBoolean() ? TypeDef.NONE : functionIndex();
        return new TypeDef.Struct(name, random.nextBoolean(), random.nextBoolean(), random.nextInt(0x10000), fields,
                methods, implementations, drop);
    }

    private Module.Kind kind() {
        return random.nextBoolean() ? Module.Kind.FUNCTION : Module.Kind.VALUE;
    }

    private List<Module.Import> imports() {
        List<Module.Import> imports = new ArrayList<>();
        for (int k = random.nextInt(5); k > 0; k--) {
            Module.Kind kind = kind();
            imports.add(new Module.Import(text(), strings.get(k), kind,
                    kind == Module.Kind.FUNCTION ? signature() : reference()));
        }
        return imports;
    }

    private List<Module.Export> exports() {
        List<Module.Export> exports = new ArrayList<>();
        for (int k = random.nextInt(5); k > 0; k--) {
            exports.add(functionCount == 0 || random.nextBoolean()
                    ? new Module.Export(strings.get(k), Module.Kind.VALUE, -1, text(), reference())
                    : new Module.Export(strings.get(k), Module.Kind.FUNCTION, functionIndex(), "", TypeDef.ANY));
        }
        return exports;
    }

    private FunctionDef function(int imports) {
        int arity = random.nextInt(random.nextBoolean() ? 3 : 256);
        int slots = arity + 1 + random.nextInt(256 - arity);
        int maxStack = random.nextInt(random.nextBoolean() ? 10 : 65_528 / 8 - 2 - slots + 1);
        return new FunctionDef(random.nextBoolean() ? "" : text(), arity, random.nextBoolean(), slots, maxStack,
                random.nextInt(random.nextBoolean() ? 3 : 257), signature(), upTo(9, () -> constant(imports)), code());
    }

    private Constant constant(int imports) {
        return switch (random.nextInt(9)) {
            case 0 -> new Constant.Int(random.nextLong(-INT_LIMIT, INT_LIMIT));
            case 1 -> new Constant.Float32(Float.floatToIntBits(Float.intBitsToFloat(random.nextInt())));
            case 2 -> new Constant.Float64(Double.doubleToLongBits(Double.longBitsToDouble(random.nextLong())));
            case 3 -> new Constant.Char(SCALARS[random.nextInt(SCALARS.length)]);
            case 4 -> new Constant.Symbol(text());
            case 5 -> new Constant.Text(text());
            case 6 -> new Constant.Function(functionIndex());
            case 7 -> typeCount == 0 ? new Constant.Int(INT_LIMIT - 1) : new Constant.Type(random.nextInt(typeCount));
            default -> imports == 0 ? new Constant.Int(-INT_LIMIT) : new Constant.Import(random.nextInt(imports));
        };
    }

    /** Instructions with random operands, and now and then bytes that are none. */
    private byte[] code() {
        Opcode[] opcodes = Opcode.values();
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        for (int k = 1 + random.nextInt(12); k > 0; k--) {
            if (random.nextInt(10) == 0) {
                code.writeBytes(bytes(1 + random.nextInt(3)));
            } else {
                Opcode opcode = opcodes[random.nextInt(opcodes.length)];
                code.write(opcode.code());
                for (int operand = 1; operand < opcode.length(); operand++) {
                    code.write(random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(2));
                }
            }
        }
        return code.toByteArray();
    }

    /** Entries close together, in the order of the index, each with a frame of 64 bytes. */
    private Module.MapSection maps() {
        int count = 1 + random.nextInt(4);
        byte[] index = new byte[8 * count];
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        for (int k = 0; k < count; k++) {
            int slots = random.nextInt(5);
            little(index, 8 * k, 4, 10 * k);
            little(index, 8 * k + 4, 4, index.length + entries.size());
            byte[] entry = new byte[8 + 2 * slots + 3 & ~3];
            little(entry, 0, 4, 10 * k);
            little(entry, 4, 2, slots);
            little(entry, 6, 2, 64);
            for (int slot = 0; slot < slots; slot++) {
                little(entry, 8 + 2 * slot, 2, 8 * (1 + random.nextInt(8)));
            }
            entries.writeBytes(entry);
        }
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        section.writeBytes(index);
        section.writeBytes(entries.toByteArray());
        return new Module.MapSection(count, section.toByteArray());
    }

    private static void little(byte[] bytes, int at, int size, int number) {
        for (int k = 0; k < size; k++) {
            bytes[at + k] = (byte) (number >>> 8 * k);
        }
    }

    private Module.Debug debug(List<FunctionDef> functions) {
        List<Module.FunctionLines> mapped = new ArrayList<>();
        for (int k = 0; k < functions.size(); k++) {
            if (random.nextBoolean()) {
                mapped.add(new Module.FunctionLines(k, mappings(functions.get(k).code().length)));
            }
        }
        List<String> lines = upTo(3, () -> strings.get(random.nextInt(strings.size())));
        return new Module.Debug(mapped, mapped.isEmpty() && lines.isEmpty() ? List.of(text()) : lines);
    }

    private List<Module.Mapping> mappings(int length) {
        List<Module.Mapping> mappings = new ArrayList<>();
        for (int offset = random.nextInt(3); offset < length; offset += 1 + random.nextInt(5)) {
            int line = random.nextBoolean() ? 1 + random.nextInt(9) : Integer.MAX_VALUE;
            mappings.add(new Module.Mapping(offset, line, random.nextInt(0x10000)));
        }
        return mappings;
    }
}
