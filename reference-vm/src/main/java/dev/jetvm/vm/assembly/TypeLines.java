package dev.jetvm.vm.assembly;

import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.vm.assembly.Fault.Code;
import dev.jetvm.vm.assembly.SourceText.FieldText;
import dev.jetvm.vm.assembly.SourceText.ImplementsText;
import dev.jetvm.vm.assembly.SourceText.InterfaceText;
import dev.jetvm.vm.assembly.SourceText.MethodText;
import dev.jetvm.vm.assembly.SourceText.Name;
import dev.jetvm.vm.assembly.SourceText.Ref;
import dev.jetvm.vm.assembly.SourceText.SignatureText;
import dev.jetvm.vm.assembly.SourceText.StructText;
import dev.jetvm.vm.assembly.SourceText.TypeUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads type declarations. */
final class TypeLines {
    static final String C = "C";
    static final String PACKED = "packed";
    static final String ALIGN = "align";
    static final String FIELD = "field";
    static final String CONST = "const";
    static final String METHOD = "method";
    static final String IMPLEMENTS = "implements";
    static final String DROP = "drop";
    private static final int PARAMETERS_MAX = 0xFF;
    static final int ITEMS_MAX = 0xFFFF;

    private final Cursor cursor;
    private final ValueReader values;

    TypeLines(Cursor cursor) {
        this.cursor = cursor;
        this.values = new ValueReader(cursor);
    }

    private Name name(String what) {
        return new Name(cursor.place(), cursor.name(what));
    }

    SignatureText signature() {
        Name name = cursor.peek() == '(' ? new Name(cursor.place(), "") : name("a name or the parameters");
        cursor.expect('(');
        List<TypeUse> parameters = new ArrayList<>();
        if (!cursor.take(')')) {
            do {
                checkCount(parameters, PARAMETERS_MAX, "parameters");
                parameters.add(values.type());
            } while (cursor.take(','));
            cursor.expect(')');
        }
        return new SignatureText(name, parameters, values.type());
    }

    private void checkCount(List<?> items, int most, String what) {
        if (items.size() == most) {
            throw new Fault(Code.RANGE, cursor.place(), "there are at most " + most + " " + what);
        }
    }

    StructText struct() {
        Name name = name("the name of the struct");
        boolean c = false;
        boolean packed = false;
        int align = 0;
        while (!cursor.done()) {
            int start = cursor.place();
            String word = cursor.word("an option of the struct");
            switch (word) {
                case C -> {
                    Block.once(c, start, word);
                    c = true;
                }
                case PACKED -> {
                    Block.once(packed, start, word);
                    packed = true;
                }
                case ALIGN -> {
                    Block.once(align != 0, start, word);
                    cursor.expect('=');
                    align = (int) cursor.number("the alignment", 1, ITEMS_MAX);
                }
                default -> throw new Fault(Code.UNKNOWN, start, "a struct has no option " + word,
                        () -> NameIndex.meant(word, List.of(C, PACKED, ALIGN + "=")));
            }
        }
        return new StructText(name, c, packed, align, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>());
    }

    InterfaceText interfaceType() {
        return new InterfaceText(name("the name of the interface"), new ArrayList<>());
    }

    /** Returns the block of a struct's items. */
    Block inside(StructText struct) {
        return new Lines(List.of(FIELD, METHOD, IMPLEMENTS, DROP)) {
            @Override
            void item(String word, int start) {
                switch (word) {
                    case FIELD -> struct.fields().add(field(struct.fields()));
                    case METHOD -> struct.methods().add(method(struct.methods(), true));
                    case IMPLEMENTS -> struct.implementations().add(implementation(struct.implementations()));
                    default -> {
                        Block.once(!struct.drop().isEmpty(), start, word);
                        struct.drop().add(values.ref(ValueReader.FUNCTION, "a function"));
                    }
                }
            }
        };
    }

    /** Returns the block of an interface's methods. */
    Block inside(InterfaceText type) {
        return new Lines(List.of(METHOD)) {
            @Override
            void item(String word, int start) {
                type.methods().add(method(type.methods(), false));
            }
        };
    }

    private FieldText field(List<FieldText> fields) {
        checkCount(fields, ITEMS_MAX, "fields");
        Name name = name("the name of the field");
        StorageClass storage = storage();
        if (cursor.done()) {
            return new FieldText(name, storage, false);
        }
        int start = cursor.place();
        if (!cursor.word("'const' or nothing").equals(CONST)) {
            throw new Fault(Code.SYNTAX, start, "behind a storage class stands 'const' or nothing");
        }
        return new FieldText(name, storage, true);
    }

    private StorageClass storage() {
        int start = cursor.place();
        String word = cursor.word("a storage class");
        return StorageClass.ofWire(word)
                .orElseThrow(() -> new Fault(Code.OPERAND, start, "no storage class is called " + word, "One of: "
                        + String.join(", ", Arrays.stream(StorageClass.values()).map(StorageClass::wire).toList())
                        + "."));
    }

    private MethodText method(List<MethodText> methods, boolean implemented) {
        checkCount(methods, ITEMS_MAX, "methods");
        Name name = name("the name of the method");
        Ref function = implemented ? values.ref(ValueReader.FUNCTION, "a function") : null;
        @Nullable
        Ref signature = cursor.done() ? null : values.ref(ValueReader.TYPE, "a signature");
        return new MethodText(name, function, signature);
    }

    private ImplementsText implementation(List<ImplementsText> implementations) {
        checkCount(implementations, ITEMS_MAX, "interfaces");
        Ref target = values.ref(ValueReader.TYPE, "an interface");
        List<Ref> methods = new ArrayList<>();
        while (!cursor.done()) {
            checkCount(methods, ITEMS_MAX, "methods");
            methods.add(values.ref("a method of the struct"));
        }
        return new ImplementsText(target, methods);
    }

    /** A block of lines that each begin with one of the given words. */
    private abstract class Lines implements Block {
        private final List<String> words;

        Lines(List<String> words) {
            this.words = words;
        }

        abstract void item(String word, int start);

        @Override
        public void line() {
            int start = cursor.place();
            String word = cursor.peek() == '.' ? cursor.found() : cursor.word("an item of the type");
            if (!words.contains(word)) {
                throw new Fault(Code.UNKNOWN, start, "a type has no item " + word, () -> NameIndex.meant(word, words));
            }
            item(word, start);
        }

        @Override
        public Set<String> directives() {
            return Set.of();
        }
    }
}
