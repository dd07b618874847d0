package dev.jetvm.vm.agent;

import dev.jetvm.vm.options.RuntimeOption;
import static dev.jetvm.vm.agent.Describe.row;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.vm.agent.Describe.Table;
import dev.jetvm.vm.interp.BootPhase;
import dev.jetvm.vm.isa.Family;
import dev.jetvm.vm.isa.Kinds;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Opcode.Flag;
import dev.jetvm.vm.isa.Target;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the chapters Instruction set and Execution. */
final class DescribeMachine {
    private DescribeMachine() {}

    static List<Table> opcodes() {
        return List.of(instructions(), families(), features(), targets(), storage());
    }

    static List<Table> kinds() {
        return List.of(new Table("kinds", List.of("kind", "bit", "as a word"), Stream.of(Kinds.names())
                .map(name -> row(name, Integer.numberOfTrailingZeros(Kinds.named(name)),
                        Kinds.mayRefer(Kinds.named(name)) ? "may be a reference" : "immediate"))
                .toList()));
    }

    static List<Table> panicCodes() {
        return List.of(new Table("panic-codes", List.of("number", "code", "when"), Stream.of(PanicCode.values())
                .sorted(Comparator.comparingInt(PanicCode::number))
                .map(code -> row(code.number(), code.wire(), when(code))).toList()));
    }

    static List<Table> runtimeOptions() {
        return List.of(new Table("options", List.of("option", "flag", "variable", "value", "default", "meaning"),
                Stream.of(RuntimeOption.values()).map(option -> row(option.option(), option.usage(),
                        option.variable(), option.form(), option.standard(), option.meaning())).toList()));
    }

    static List<Table> bootPhases() {
        return List.of(new Table("phases", List.of("phase", "complete"), Stream.of(BootPhase.values())
                .map(phase -> row(phase.wire(), phase.meaning())).toList()));
    }

    private static Table instructions() {
        return new Table("opcodes",
                List.of("code", "instruction", "operands", "bytes", "stack", "family", "notes", "clause", "meaning"),
                Stream.of(Opcode.values()).sorted(Comparator.comparingInt(Opcode::code))
                        .map(it -> row("0x%02X".formatted(it.code()), it.name(), operandsOf(it), bytesOf(it),
                                it.effect().text(), it.family().wire(), notesOf(it), it.clause(), it.meaning()))
                        .toList());
    }

    private static Table families() {
        return new Table("families", List.of("family", "instructions"), Stream.of(Family.values())
                .map(family -> row(family.wire(), Stream.of(Opcode.values()).filter(it -> it.family() == family)
                        .map(Opcode::name).collect(Collectors.joining(", "))))
                .toList());
    }

    /** PRINT belongs to {@code vm.run} itself (CONF-23). */
    private static Table features() {
        return new Table("features", List.of("feature", "instructions"), Stream.of(Family.values())
                .map(family -> row("vm." + family.wire(), Stream.of(Opcode.values())
                        .filter(it -> it.family() == family && it != Opcode.PRINT).map(Opcode::name)
                        .collect(Collectors.joining(", "))))
                .toList());
    }

    private static Table targets() {
        return new Table("targets", List.of("operand", "kind"),
                Stream.of(Target.values()).map(it -> row(it.ordinal(), it.wire())).toList());
    }

    private static Table storage() {
        return new Table("storage", List.of("operand", "class"),
                Stream.of(StorageClass.values()).map(it -> row(it.ordinal(), it.wire())).toList());
    }

    private static String operandsOf(Opcode opcode) {
        return opcode.operands().stream()
                .map(it -> it.size() < 0 ? it.word() : it.word() + ":u" + it.size() * Byte.SIZE)
                .collect(Collectors.joining(" "));
    }

    private static String bytesOf(Opcode opcode) {
        boolean grows = opcode.operands().stream().anyMatch(it -> it.size() < 0);
        return grows ? opcode.length() + " and more" : String.valueOf(opcode.length());
    }

    private static String notesOf(Opcode opcode) {
        Stream<String> flags = Stream.of(Flag.values()).filter(opcode::is).map(flag -> switch (flag) {
            case TERMINAL -> "never goes on to the next instruction";
            case SAFEPOINT -> "safepoint";
            case CALLING -> "call";
            case PANICKING -> "can panic";
            case NEEDS_FOREIGN -> "needs " + opcode.feature();
        });
        return flags.collect(Collectors.joining(", "));
    }

    private static String when(PanicCode code) {
        return switch (code) {
            case INT_OVERFLOW -> "an int beyond 61 bits";
            case DIVISION_BY_ZERO -> "an int divided by zero";
            case TYPE -> "a value of a kind that the operation is not made for";
            case BOUNDS -> "an index or a number out of range";
            case CAPACITY_OVERFLOW -> "more elements or bytes than an object can have";
            case OUT_OF_MEMORY -> "the heap is at its limit";
            case FINALIZER_ISOLATION -> "an object that still has a finalizer, where that is not allowed";
            case USER -> "the program said so";
            case ARITY -> "another number of arguments than there are parameters";
            case INTERFACE -> "a type that does not implement the interface";
            case CAST -> "a trait object of another type";
            case PROPERTY -> "an object without this field or method";
            case NON_OBJECT -> "a property of a value that has none";
            case READ_ONLY -> "a const field is written";
            case CHAR_BOUNDARY -> "a place inside of a character";
            case UNDEFINED -> "a global that there is none of";
            case NOT_CALLABLE -> "a call of a value that cannot be called";
            case STACK_OVERFLOW -> "too many frames, or too large ones";
            case STACK_UNDERFLOW -> "an empty operand stack; never in verified code";
            case OPCODE -> "no instruction; never in verified code";
            case KEY -> "a key that a map has not";
            case UNINITIALIZED_EXPORT -> "an export that its module has not given a value yet";
            case NATIVE -> "a native function failed";
            case CANCELLED -> "a task that is joined was cancelled";
            case DEADLOCK -> "no task can run any more";
            case DEADLINE -> "the deadline of a scope has passed";
            case SELECT_NO_CASES -> "a select without cases and without a default";
            case UNHANDLED_EFFECT -> "an effect is performed that no handler of the task handles";
            case CONTINUATION_CONSUMED -> "a continuation is resumed that was resumed or unwound before";
            case IMPORT -> "reserved; a failed initialiser ends the run with its own code (MOD-10)";
        };
    }
}
