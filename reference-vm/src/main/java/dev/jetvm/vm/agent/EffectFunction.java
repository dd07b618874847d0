package dev.jetvm.vm.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The instructions of one function of an {@link EffectProgram}. A clause has the argument of the effect in slot 1 and its
 * continuation in slot 2; the slot behind the arguments holds {@code last}.
 *
 * @spec EFF-22
 */
final class EffectFunction {
    private static final Set<String> STEPS = Set.of("note", "call", "perform", "resume", "drop", "keep", "defer",
            "panic", "protect", "repeat");
    private static final int ARGUMENT = 1;
    private static final int CONTINUATION = 2;
    private static final long MOST_REPETITIONS = 1_000_000;

    private final EffectProgram program;
    private final boolean clause;
    private final int last;
    private final StringBuilder text = new StringBuilder();
    /** Slots of the panics that the steps around have recovered, the innermost first. */
    private final Deque<Integer> recovered = new ArrayDeque<>();
    private int slots;
    private int labels;

    EffectFunction(EffectProgram program, boolean clause) {
        this.program = program;
        this.clause = clause;
        this.last = clause ? CONTINUATION + 1 : 1;
        this.slots = last;
    }

    /** Returns the instructions of a function. */
    String text(Arguments function) {
        emit("NIL");
        store(last);
        program.handlers(function).forEach((effect, by) -> emit("CONST (@%s)".formatted(program.symbol(by)),
                "PUSH_HANDLER (\"%s\")".formatted(effect)));
        EffectProgram.steps(function, "steps").forEach(this::step);
        if (function.has("resumes")) {
            if (function.has("returns")) {
                throw new BadRequest("a function has either returns or resumes");
            }
            program.need(EffectProgram.TAIL);
            continuation();
            value(function.node("resumes"));
            emit("TAIL_RESUME");
        } else {
            optional(function, "returns");
            emit("RETURN");
        }
        return text.toString();
    }

    private void emit(String... lines) {
        for (String line : lines) {
            text.append(line).append('\n');
        }
    }

    private void store(int slot) {
        emit("SET_LOCAL " + slot, "POP");
    }

    private String label() {
        return "l" + labels++;
    }

    private void step(JsonNode node) {
        Arguments step = Arguments.of(node, "a step");
        List<String> names = STEPS.stream().filter(step::has).toList();
        if (names.size() != 1) {
            throw new BadRequest("a step has one of the members " + STEPS.stream().sorted().toList());
        }
        switch (names.getFirst()) {
            case "note" -> {
                value(step.node("note"));
                emit("PRINT");
            }
            case "call" -> {
                emit("CONST (@%s)".formatted(program.callable(step.text("call"))), "CALL 0");
                store(last);
            }
            case "perform" -> {
                optional(step, "argument");
                emit("PERFORM (\"%s\") 1".formatted(EffectProgram.checked(step.text("perform"))));
                store(last);
            }
            case "resume" -> resume(step);
            case "drop" -> {
                emit("GET_IMPORT (%\"jet.continuations\".drop)");
                kept(step.text("drop"));
                emit("CALL 1", "POP");
            }
            case "keep" -> {
                emit("GET_IMPORT (%\"jet.continuations\".keep)");
                continuation();
                emit("CALL 1", "SET_GLOBAL (\"%s\")".formatted(program.keep(step.text("keep"))), "POP");
            }
            case "defer" -> {
                program.need(EffectProgram.DEFER);
                emit("CONST (@%s)".formatted(program.callable(step.text("defer"))), "PUSH_CLEANUP");
            }
            case "panic" -> panic(step);
            case "protect" -> protect(step);
            default -> repeat(step);
        }
    }

    private void resume(Arguments step) {
        if (step.has("continuation")) {
            kept(step.text("continuation"));
        } else {
            continuation();
        }
        value(step.node("resume"));
        emit("RESUME");
        store(last);
    }

    private void kept(String name) {
        emit("GET_GLOBAL (\"%s\")".formatted(program.keep(name)));
    }

    /** Pushes the continuation of the clause. */
    private void continuation() {
        emit("GET_LOCAL " + inClause(CONTINUATION));
    }

    private int inClause(int slot) {
        if (!clause) {
            throw new BadRequest("only a clause has an argument and a continuation");
        }
        return slot;
    }

    /** The condition keeps the instructions behind the panic reachable for the verifier. */
    private void panic(Arguments step) {
        program.need(EffectProgram.PANIC);
        String after = label();
        emit("TRUE", "JUMP_IF_FALSE " + after, "POP");
        value(step.node("panic"));
        emit("PANIC", after + ":", "POP");
    }

    private void protect(Arguments step) {
        program.need(EffectProgram.PANIC);
        String handler = label();
        String after = label();
        emit("PUSH_RECOVER " + handler);
        step.list("protect").forEach(this::step);
        emit("POP_RECOVER", "JUMP " + after, handler + ":");
        recovered.push(++slots);
        store(slots);
        EffectProgram.steps(step, "recovered").forEach(this::step);
        recovered.pop();
        emit(after + ":");
    }

    private void repeat(Arguments step) {
        String again = label();
        String after = label();
        int left = ++slots;
        emit("CONST (%d)".formatted(step.within("repeat", 0, MOST_REPETITIONS)));
        store(left);
        emit(again + ":", "GET_LOCAL " + left, "CONST (0)", "EQUAL", "JUMP_IF_TRUE " + after, "POP");
        step.list("do").forEach(this::step);
        emit("GET_LOCAL " + left, "CONST (1)", "SUBTRACT");
        store(left);
        emit("LOOP " + again, after + ":", "POP");
    }

    // --- values ---

    private void optional(Arguments in, String member) {
        if (in.has(member)) {
            value(in.node(member));
        } else {
            emit("NIL");
        }
    }

    /** Pushes a value. */
    private void value(JsonNode node) {
        if (node.isNull()) {
            emit("NIL");
        } else if (node.isString()) {
            word(node.asString());
        } else if (node.isIntegralNumber() && node.bigIntegerValue().abs().compareTo(Arguments.EXACT_MAX) <= 0) {
            emit("CONST (%s)".formatted(node.bigIntegerValue()));
        } else {
            throw new BadRequest("a value is a whole number up to 2^53-1, null or a word");
        }
    }

    private void word(String word) {
        switch (word) {
            case "last" -> emit("GET_LOCAL " + last);
            case "argument" -> emit("GET_LOCAL " + inClause(ARGUMENT));
            case "code", "value" -> {
                Integer panic = recovered.peek();
                if (panic == null) {
                    throw new BadRequest("`" + word + "` belongs to steps of recovered");
                }
                emit("GET_LOCAL " + panic, "CONST (\"%s\")".formatted(word), "GET_INDEX");
            }
            default -> throw new BadRequest("no value is called `" + word + "`");
        }
    }
}
