package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.Run;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text of a generated program, written line by line. A function can be written in the middle of another one: the
 * lines of the outer function continue behind it.
 */
final class ProgramText {
    private final String entry;
    private final Set<String> imports = new LinkedHashSet<>();
    private final Set<String> helpers = new LinkedHashSet<>();
    private final StringBuilder functions = new StringBuilder();
    private StringBuilder lines = new StringBuilder();
    private int numbers;

    /** @param entry the name of the function that the program begins with */
    ProgramText(String entry) {
        this.entry = entry;
    }

    /** Runs a program and compares its output and its end with what the model says. */
    static void runs(String assembly, Run expected) {
        check(Ask.op("vm.run").with("assembly", assembly), expected);
    }

    /** Runs a program whose tasks have no more than this number of frames each. */
    static void runs(String assembly, int frames, Run expected) {
        check(Ask.op("vm.run").with("assembly", assembly).with("limits", Wire.object().put("frames", frames)),
                expected);
    }

    private static void check(Ask request, Run expected) {
        ObjectNode members = Wire.object().put("stdout",
                expected.printed().stream().map(line -> line + "\n").collect(Collectors.joining()));
        putEnd(members, expected);
        if (expected.result() != null) {
            members.putObject("result").put("kind", "int").put("value", expected.result().toString());
        }
        request.send().is(members);
    }

    /** Adds how a run ends, with a panic or without, to the members of an expected answer. */
    static void putEnd(ObjectNode members, Run expected) {
        if (expected.panic().isEmpty()) {
            members.put("status", "returned");
        } else {
            members.put("status", "panic").putObject("panic").put("code", expected.panic());
        }
    }

    /** Returns a number that was not used before, for a name or a label. */
    int number() {
        return numbers++;
    }

    ProgramText line(String... texts) {
        for (String text : texts) {
            lines.append("  ").append(text).append('\n');
        }
        return this;
    }

    /** A function whose body ends with an instruction that leaves it. */
    ProgramText function(String name, int arity, Runnable body) {
        return function(name + " arity=" + arity, body);
    }

    /** A function for closures with captured variables. */
    ProgramText closure(String name, int arity, int upvalues, Runnable body) {
        return function(name + " arity=" + arity + " upvalues=" + upvalues, body);
    }

    private ProgramText function(String head, Runnable body) {
        StringBuilder outside = lines;
        lines = new StringBuilder(".function ").append(head).append('\n');
        body.run();
        functions.append(lines).append(".end\n");
        lines = outside;
        return this;
    }

    ProgramText constant(int number) {
        return line("CONST (" + number + ")");
    }

    ProgramText text(Object text) {
        return line("CONST (\"" + text + "\")");
    }

    /** Pushes a function. */
    ProgramText code(String name) {
        return line("CONST (@" + name + ")");
    }

    ProgramText local(int slot) {
        return line("GET_LOCAL " + slot);
    }

    /** Assigns the top to a slot, and drops it. */
    ProgramText store(int slot) {
        return line("SET_LOCAL " + slot, "POP");
    }

    ProgramText say(Object text) {
        return text(text).line("PRINT");
    }

    ProgramText returns(int number) {
        return constant(number).line("RETURN");
    }

    /** Pushes a native function. */
    ProgramText imported(String module, String function) {
        imports.add(".import \"%s\" %s function\n".formatted(module, function));
        return line("GET_IMPORT (%%\"%s\".%s)".formatted(module, function));
    }

    /** Creates a channel without a buffer, as the value of a global. */
    ProgramText channel(String global) {
        return constant(0).line("NEW_CHANNEL").line("DEFINE_GLOBAL (\"%s\")".formatted(global));
    }

    /** Waits until it has received a value from the channel of a global, and drops the value. */
    ProgramText receive(String global) {
        return line("GET_GLOBAL (\"%s\")".formatted(global), "RECEIVE", "POP", "POP");
    }

    /** Waits until the channel of a global has taken a value. */
    ProgramText send(String global) {
        return line("GET_GLOBAL (\"%s\")".formatted(global), "NIL", "SEND", "POP");
    }

    /** Registers a cleanup that prints a text. */
    ProgramText cleanup(Object text) {
        String name = "says_" + text;
        if (helpers.add(name)) {
            function(name, 0, () -> say(text).line("NIL", "RETURN"));
        }
        return code(name).line("PUSH_CLEANUP");
    }

    /** Panics with a value; behind a condition, so that no code behind it is unreachable. */
    ProgramText raise(int value) {
        int label = number();
        return line("TRUE", "JUMP_IF_FALSE no" + label, "POP").constant(value).line("PANIC", "no" + label + ":", "POP");
    }

    /** Panics with the code {@code division-by-zero}. */
    ProgramText divide() {
        return constant(1).constant(0).line("MOD", "POP");
    }

    /** A protected part. The handler begins with the map of the panic; both leave the same number of operands. */
    ProgramText protect(Runnable body, Runnable handler) {
        int label = number();
        line("PUSH_RECOVER handler" + label);
        body.run();
        line("POP_RECOVER", "JUMP end" + label, "handler" + label + ":");
        handler.run();
        return line("end" + label + ":");
    }

    /** A protected part without a result, whose handler prints the code of the panic. */
    ProgramText protectAndSayCode(Runnable body) {
        return protect(body, () -> line("CONST (\"code\")", "GET_INDEX", "PRINT"));
    }

    /** A protected part without a result, whose handler prints the code and the value of the panic. */
    ProgramText protectAndSayPanic(Runnable body) {
        return protect(body, () -> line("DUP", "CONST (\"code\")", "GET_INDEX", "PRINT", "CONST (\"value\")",
                "GET_INDEX", "PRINT"));
    }

    /** The whole program. */
    @Override
    public String toString() {
        return ".module \"made\"\n.entry " + entry + "\n" + String.join("", imports) + functions;
    }
}
