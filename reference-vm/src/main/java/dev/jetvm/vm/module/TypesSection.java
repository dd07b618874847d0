package dev.jetvm.vm.module;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.StorageClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the types that a module declares. A type may refer to later types, so the kinds of the referenced types are
 * checked after all types are read.
 *
 * @spec MOD-12a
 * @spec MOD-12b
 * @spec MOD-12c
 */
final class TypesSection {
    private static final List<StorageClass> STORAGES = List.of(StorageClass.values());
    private static final int C = 1;
    private static final int PACKED = 2;
    private static final int CONSTANT = 1;
    /** The least size of each kind of item, in bytes. */
    private static final int TYPE_LEAST = 6;
    private static final int FIELD_LEAST = 6;
    private static final int METHOD_LEAST = 12;
    private static final int IMPLEMENTATION_LEAST = 6;
    private static final int SLOT_LEAST = 8;

    /** The kind of type that a reference requires. */
    enum Wanted {
        SIGNATURE, INTERFACE, TYPE;

        boolean fits(TypeDef type) {
            return switch (this) {
                case SIGNATURE -> type instanceof TypeDef.Signature;
                case INTERFACE -> type instanceof TypeDef.Interface;
                case TYPE -> !(type instanceof TypeDef.Signature);
            };
        }
    }

    private record Reference(int at, int index, Wanted wanted) {}

    private final ByteCursor in;
    private final StringsSection names;
    private final int functions;
    private final List<TypeDef> types;
    private final Set<String> seen = new HashSet<>();
    private final List<Reference> references = new ArrayList<>();
    private final int count;

    private TypesSection(ByteCursor in, StringsSection names, int functions) {
        this.in = in;
        this.names = names;
        this.functions = functions;
        this.count = in.count32(TYPE_LEAST);
        this.types = new ArrayList<>(count);
    }

    static List<TypeDef> read(ByteCursor in, StringsSection names, int functions) {
        TypesSection section = new TypesSection(in, names, functions);
        for (int k = 0; k < section.count; k++) {
            section.types.add(section.type());
        }
        in.end();
        section.references.forEach(section::check);
        return List.copyOf(section.types);
    }

    private void check(Reference reference) {
        check(reference.at, types.get(reference.index), reference.wanted);
    }

    private static void check(int at, TypeDef type, Wanted wanted) {
        if (!wanted.fits(type)) {
            throw RejectException.malformedAt("type-kind", at, "the type is of another kind");
        }
    }

    /**
     * Reads the index plus one of a signature, or 0 for none.
     *
     * @param types all types of the module
     */
    static int signature(ByteCursor in, List<TypeDef> types) {
        int at = in.at();
        int index = in.optionalIndex(types.size(), "types");
        if (index >= 0) {
            check(at, types.get(index), Wanted.SIGNATURE);
        }
        return index;
    }

    /**
     * Reads a type reference: any, a built-in type, or a type of the module.
     *
     * @param types all types of the module
     */
    static int reference(ByteCursor in, List<TypeDef> types) {
        int at = in.at();
        int reference = in.index(TypeDef.OWN + types.size(), "types");
        if (reference >= TypeDef.OWN) {
            check(at, types.get(reference - TypeDef.OWN), Wanted.TYPE);
        }
        return reference;
    }

    private TypeDef type() {
        return switch (in.choice(3, "kind of a type")) {
            case 0 -> signature();
            case 1 -> struct();
            default -> interfaceType();
        };
    }

    private TypeDef signature() {
        int parameters = in.u8();
        List<Integer> references = new ArrayList<>(parameters);
        for (int k = 0; k < parameters; k++) {
            references.add(reference());
        }
        return new TypeDef.Signature(List.copyOf(references), reference());
    }

    private int reference() {
        int at = in.at();
        int reference = in.index(TypeDef.OWN + count, "types");
        if (reference >= TypeDef.OWN) {
            references.add(new Reference(at, reference - TypeDef.OWN, Wanted.TYPE));
        }
        return reference;
    }

    private int optionalSignature() {
        int at = in.at();
        int index = in.optionalIndex(count, "types");
        if (index >= 0) {
            references.add(new Reference(at, index, Wanted.SIGNATURE));
        }
        return index;
    }

    private String typeName() {
        int at = in.at();
        String name = names.next(in);
        if (!seen.add(name)) {
            throw RejectException.malformedAt("type-duplicate", at, "there is another type of this name");
        }
        return name;
    }

    private TypeDef struct() {
        String name = typeName();
        int representation = in.choice(1 << 2, "representation");
        int align = in.u16();
        List<TypeDef.Field> fields = fields();
        List<TypeDef.Method> methods = methods();
        List<TypeDef.Implementation> implementations = implementations(methods.size());
        int drop = in.optionalIndex(functions, "functions");
        return new TypeDef.Struct(name, (representation & C) != 0, (representation & PACKED) != 0, align, fields,
                methods, implementations, drop);
    }

    private List<TypeDef.Field> fields() {
        int number = in.count16(FIELD_LEAST);
        List<TypeDef.Field> fields = new ArrayList<>(number);
        for (int k = 0; k < number; k++) {
            String name = names.next(in);
            StorageClass storage = STORAGES.get(in.choice(STORAGES.size(), "storage class"));
            fields.add(new TypeDef.Field(name, storage, in.choice(2, "flag of a field") == CONSTANT));
        }
        return List.copyOf(fields);
    }

    private List<TypeDef.Method> methods() {
        int number = in.count16(METHOD_LEAST);
        List<TypeDef.Method> methods = new ArrayList<>(number);
        for (int k = 0; k < number; k++) {
            methods.add(new TypeDef.Method(names.next(in), in.index(functions, "functions"), optionalSignature()));
        }
        return List.copyOf(methods);
    }

    private List<TypeDef.Implementation> implementations(int methods) {
        int number = in.count16(IMPLEMENTATION_LEAST);
        List<TypeDef.Implementation> implementations = new ArrayList<>(number);
        for (int k = 0; k < number; k++) {
            int at = in.at();
            int target = in.index(count, "types");
            references.add(new Reference(at, target, Wanted.INTERFACE));
            int slots = in.count16(Short.BYTES);
            List<Integer> chosen = new ArrayList<>(slots);
            for (int slot = 0; slot < slots; slot++) {
                chosen.add(in.index16(methods, "methods"));
            }
            implementations.add(new TypeDef.Implementation(target, List.copyOf(chosen)));
        }
        return List.copyOf(implementations);
    }

    private TypeDef interfaceType() {
        String name = typeName();
        int number = in.count16(SLOT_LEAST);
        List<TypeDef.Slot> slots = new ArrayList<>(number);
        for (int k = 0; k < number; k++) {
            slots.add(new TypeDef.Slot(names.next(in), optionalSignature()));
        }
        return new TypeDef.Interface(name, List.copyOf(slots));
    }
}
