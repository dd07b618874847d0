package dev.jetvm.vm.assembly;

import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.vm.assembly.Fault.Code;
import dev.jetvm.vm.assembly.SourceText.Arg;
import dev.jetvm.vm.assembly.SourceText.Statement;
import dev.jetvm.vm.assembly.SourceText.Value;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the lines of a function. */
final class FunctionReader implements Block {
    static final String LOCAL = "local";
    static final String UPVALUE = "upvalue";
    static final String LINE = ".line";
    static final String CONSTANT = ".constant";
    static final String BYTE = ".byte";
    static final String AT = "at";
    static final Set<String> DIRECTIVES = Set.of(LINE, CONSTANT, BYTE);
    static final int COLUMN_MAX = 0xFFFF;
    /** The greatest line number of a mapping in the debug section. */
    static final int LINE_MAX = Integer.MAX_VALUE;

    private static final Map<String, Integer> STORAGE = Arrays.stream(StorageClass.values())
            .collect(Collectors.toMap(StorageClass::wire, Enum::ordinal));
    private static final Map<String, Integer> TARGETS = Arrays.stream(Target.values())
            .collect(Collectors.toMap(Target::wire, Enum::ordinal));
    private static final List<String> MNEMONICS = Arrays.stream(Opcode.values()).map(Enum::name).toList();

    private final Cursor cursor;
    private final Consumer<Statement> statements;
    private final ValueReader values;

    /** @param statements receives the statements in text order */
    FunctionReader(Cursor cursor, Consumer<Statement> statements) {
        this.cursor = cursor;
        this.statements = statements;
        this.values = new ValueReader(cursor);
    }

    @Override
    public Set<String> directives() {
        return DIRECTIVES;
    }

    @Override
    public void line() {
        prefixes();
        if (cursor.done()) {
            return;
        }
        int start = cursor.place();
        if (cursor.peek() == '.') {
            statements.accept(directive(start));
        } else {
            Opcode opcode = opcode(start);
            statements.accept(new Statement.Code(start, opcode, operands(opcode)));
        }
    }

    /** Reads the labels and the offset before an instruction. */
    private void prefixes() {
        while (true) {
            int start = cursor.place();
            String run = cursor.run();
            if (run.isEmpty() || cursor.raw() != ':') {
                cursor.seek(start);
                return;
            }
            if (Cursor.isWordStart(run.charAt(0))) {
                statements.accept(new Statement.Label(start, run));
            } else {
                cursor.seek(start);
                statements.accept(new Statement.Here(start, cursor.offset()));
            }
            cursor.expect(':');
        }
    }

    private Statement directive(int start) {
        cursor.skip();
        String word = "." + cursor.run();
        return switch (word) {
            case LINE -> mark(start);
            case CONSTANT -> new Statement.Pool(start, values.value());
            case BYTE -> new Statement.Bytes(start, bytes());
            default -> throw new Fault(Code.UNKNOWN, start, "no directive of a function is called " + word,
                    () -> NameIndex.meant(word, DIRECTIVES));
        };
    }

    private Statement mark(int start) {
        int line = (int) cursor.number("a line", 1, LINE_MAX);
        int column = cursor.take(':') ? (int) cursor.number("a column", 0, COLUMN_MAX) : 0;
        if (cursor.done()) {
            return new Statement.Mark(start, line, column, -1);
        }
        if (!cursor.atWord() || !cursor.run().equals(AT)) {
            throw cursor.syntax("a line and a column are followed by nothing, or by 'at' and an offset");
        }
        return new Statement.Mark(start, line, column, cursor.offset());
    }

    private byte[] bytes() {
        List<Integer> bytes = new ArrayList<>();
        do {
            bytes.add((int) cursor.number("a byte", 0, 0xFF));
        } while (!cursor.done());
        byte[] out = new byte[bytes.size()];
        for (int k = 0; k < out.length; k++) {
            out[k] = bytes.get(k).byteValue();
        }
        return out;
    }

    private Opcode opcode(int start) {
        String mnemonic = cursor.word("an instruction, a label or a directive");
        Opcode opcode = Opcode.named(mnemonic);
        if (opcode == null) {
            throw new Fault(Code.UNKNOWN, start, "no instruction is called " + mnemonic,
                    () -> NameIndex.meant(mnemonic.toUpperCase(Locale.ROOT), MNEMONICS));
        }
        return opcode;
    }

    private List<Arg> operands(Opcode opcode) {
        List<Arg> args = new ArrayList<>(opcode.operands().size());
        for (Operand operand : opcode.operands()) {
            if (operand == Operand.CAPTURES) {
                captures(args);
            } else if (cursor.done() && operand != Operand.CACHE) {
                throw new Fault(Code.OPERAND, cursor.place(), opcode + " lacks its operand: " + operand.word(),
                        "Its operands are: " + words(opcode) + ".");
            } else {
                args.add(operand(operand));
            }
        }
        if (!cursor.done()) {
            throw new Fault(Code.OPERAND, cursor.place(), opcode + " takes no further operand",
                    opcode.operands().isEmpty() ? "It has none." : "Its operands are: " + words(opcode) + ".");
        }
        return args;
    }

    private static String words(Opcode opcode) {
        return opcode.operands().stream().map(Operand::word).collect(Collectors.joining(", "));
    }

    private Arg operand(Operand operand) {
        int start = cursor.place();
        if (operand.isConstant()) {
            return constant(start, operand);
        }
        if (operand.isJump()) {
            return jump(start, operand);
        }
        return switch (operand) {
            case FIELD, SLOT -> member(start, operand);
            case STORAGE -> oneOf(start, operand, STORAGE);
            case TARGET -> oneOf(start, operand, TARGETS);
            case CACHE -> cursor.done() ? Arg.number(start, -1) : number(start, operand);
            default -> number(start, operand);
        };
    }

    private Arg number(int start, Operand operand) {
        if (!cursor.atNumber()) {
            throw new Fault(Code.OPERAND, start, operand.word() + " is a number, not " + cursor.found());
        }
        return Arg.number(start, cursor.number(operand.word(), 0, most(operand)));
    }

    private static long most(Operand operand) {
        return (1L << 8 * operand.size()) - 1;
    }

    private Arg constant(int start, Operand operand) {
        long number = cursor.atNumber() ? number(start, operand).number() : -1;
        if (cursor.take('(')) {
            Value value = values.value();
            cursor.expect(')');
            return new Arg(start, number, value, null, -1);
        }
        if (number < 0) {
            throw new Fault(Code.OPERAND, start, operand.word() + " is an index or a value in brackets, not "
                    + cursor.found(), "Such as 7, (42) or 7 (42).");
        }
        return Arg.number(start, number);
    }

    private Arg jump(int start, Operand operand) {
        if (cursor.atWord()) {
            return new Arg(start, -1, null, cursor.run(), -1);
        }
        long number = number(start, operand).number();
        long target = -1;
        if (cursor.take('(')) {
            target = cursor.offset();
            cursor.expect(')');
        }
        return new Arg(start, number, null, null, target);
    }

    private Arg member(int start, Operand operand) {
        long number = cursor.atNumber() ? number(start, operand).number() : -1;
        if (cursor.take('(')) {
            String name = cursor.name("the name of a " + operand.word());
            cursor.expect(')');
            return new Arg(start, number, null, name, -1);
        }
        return number < 0 ? number(start, operand) : Arg.number(start, number);
    }

    private Arg oneOf(int start, Operand operand, Map<String, Integer> words) {
        if (!cursor.atWord()) {
            return number(start, operand);
        }
        String word = cursor.run();
        Integer number = words.get(word);
        if (number == null) {
            throw new Fault(Code.OPERAND, start, "no " + operand.word() + " is called " + word,
                    "One of: " + words.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey)
                            .collect(Collectors.joining(", ")) + ".");
        }
        return Arg.number(start, number);
    }

    private void captures(List<Arg> args) {
        if (cursor.done()) {
            return;
        }
        do {
            int start = cursor.place();
            args.add(cursor.atWord() ? Arg.number(start, captureKind(start)) : number(start, Operand.FLAG));
            int index = cursor.place();
            args.add(number(index, Operand.LOCAL));
        } while (cursor.take(','));
    }

    private int captureKind(int start) {
        String word = cursor.run();
        return switch (word) {
            case LOCAL -> 1;
            case UPVALUE -> 0;
            default -> throw new Fault(Code.OPERAND, start, "a capture is 'local N' or 'upvalue N', not " + word);
        };
    }

    /** Returns the keyword of a number, or the number if it has none. */
    static <E extends Enum<E>> String wordOf(E[] values, int number, Function<E, String> word) {
        return number < values.length ? word.apply(values[number]) : Integer.toString(number);
    }
}
