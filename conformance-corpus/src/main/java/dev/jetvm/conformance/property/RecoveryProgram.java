package dev.jetvm.conformance.property;

import dev.jetvm.conformance.model.RecoveryModel;
import dev.jetvm.conformance.model.RecoveryModel.Kind;
import dev.jetvm.conformance.model.RecoveryModel.Round;
import dev.jetvm.conformance.model.Run;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A random program of the {@link RecoveryModel}. */
record RecoveryProgram(List<Round> rounds) {
    private static final int MOST_ROUNDS = 4;
    private static final int DEPTH = 200;
    private static final int EVERY = 7;
    private static final int OPERANDS = 4;
    /** Frames besides those of a recursion: two below, and those of cleanups. */
    private static final int MORE_FRAMES = 4;
    /** The slot of a round that a closure captures, and that of the closure. */
    private static final int CAPTURED = 1;
    private static final int CLOSURE = 2;

    static Arbitrary<RecoveryProgram> any() {
        Arbitrary<Integer> every = Arbitraries.integers().between(0, EVERY);
        Arbitrary<Integer> depth = Arbitraries.oneOf(Arbitraries.integers().between(0, EVERY),
                Arbitraries.integers().between(0, DEPTH));
        return Combinators.combine(depth, Arbitraries.of(Kind.values()), Arbitraries.integers().between(0, OPERANDS),
                every, every, every, every).as(Round::new).list().ofMinSize(1).ofMaxSize(MOST_ROUNDS)
                .map(RecoveryProgram::new);
    }

    Run expected() {
        return RecoveryModel.run(rounds);
    }

    /** Frames that a task needs at most: each round needs no more than if it were the only one. */
    int frames() {
        return rounds.stream().mapToInt(Round::depth).max().orElse(0) + MORE_FRAMES;
    }

    /** The program as text. */
    @Override
    public String toString() {
        ProgramText text = new ProgramText("main");
        text.function("main", 0, () -> {
            for (int k = 0; k < rounds.size(); k++) {
                round(text, k, rounds.get(k));
                text.code("round" + k).line("CALL 0", "POP");
            }
            text.line("NIL", "RETURN");
        });
        text.closure("adds", 0, 1,
                () -> text.line("GET_UPVALUE 0").constant(RecoveryModel.ADDED).line("ADD", "SET_UPVALUE 0", "RETURN"));
        text.closure("says", 0, 1, () -> text.line("GET_UPVALUE 0", "PRINT", "NIL", "RETURN"));
        text.function("answers", 1, () -> text.local(1).constant(RecoveryModel.ANSWER).line("TAIL_RESUME"));
        text.function("never", 1, () -> text.say("never").line("NIL", "RETURN"));
        return text.toString();
    }

    private static void round(ProgramText text, int number, Round round) {
        text.function("round" + number, 0, () -> {
            text.constant(RecoveryModel.BEFORE).store(CAPTURED);
            text.line("CLOSURE (@adds) local " + CAPTURED).store(CLOSURE);
            text.cleanup(RecoveryModel.OLDER).code("answers").line("PUSH_HANDLER (\"ask\")");
            for (int k = 0; k < round.operands(); k++) {
                text.constant(RecoveryModel.OPERAND + k);
            }
            text.protectAndSayPanic(() -> {
                text.constant(RecoveryModel.ASSIGNED).store(CAPTURED).local(CLOSURE).line("CALL 0");
                text.cleanup(RecoveryModel.INSIDE).code("never").line("PUSH_HANDLER (\"ask\")");
                text.code("deep" + number).constant(round.depth()).line("CALL 1", "POP", "POP");
            });
            text.local(CAPTURED).line("PRINT", "PERFORM (\"ask\") 0", "PRINT");
            for (int k = 0; k < round.operands(); k++) {
                text.line("PRINT");
            }
            text.line("NIL", "RETURN");
        });
        text.function("deep" + number, 1, () -> deep(text, "deep" + number, round));
    }

    /** Slot 1 is the number of the frame, slot 2 the same, captured by the cleanup. */
    private static void deep(ProgramText text, String name, Round round) {
        text.local(1).constant(0).line("EQUAL", "JUMP_IF_FALSE deeper", "POP");
        panics(text, round.kind());
        text.line("NIL", "RETURN", "deeper:", "POP").local(1).store(2);
        multiple(text, round.cleanups(), () -> text.line("CLOSURE (@says) local 2", "PUSH_CLEANUP"));
        multiple(text, round.handlers(), () -> text.code("never").line("PUSH_HANDLER (\"ask\")"));
        multiple(text, round.endedParts(), () -> text.protectAndSayPanic(() -> text.line("NOP")));
        multiple(text, round.parts(), () -> {
            text.protectAndSayPanic(() -> recursion(text, name));
            text.local(1).line("PANIC");
        });
        recursion(text, name);
        text.line("NIL", "RETURN");
    }

    private static void recursion(ProgramText text, String name) {
        text.local(1).code(name).local(1).constant(1).line("SUBTRACT", "CALL 1", "POP", "POP");
    }

    /** Code for the frames whose number is a multiple. */
    private static void multiple(ProgramText text, int of, Runnable code) {
        if (of == 0) {
            return;
        }
        int label = text.number();
        text.local(1).constant(of).line("MOD").constant(0).line("EQUAL", "JUMP_IF_FALSE no" + label, "POP", "TRUE");
        code.run();
        text.line("no" + label + ":", "POP");
    }

    private static void panics(ProgramText text, Kind kind) {
        switch (kind) {
            case USER -> text.raise(0);
            case DIVISION -> text.divide();
            case TYPE -> text.line("NIL", "LENGTH", "POP");
            case EFFECT -> text.line("PERFORM (\"unknown\") 0", "POP");
        }
    }
}
