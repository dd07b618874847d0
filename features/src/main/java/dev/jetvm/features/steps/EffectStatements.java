package dev.jetvm.features.steps;

import java.util.List;

/**
 * The statements of a {@link ScenarioProgram} about panics, cleanups, effects and the end of a run.
 *
 * <pre>
 * panic VALUE; divide by zero; add to the greatest int; take the length of nil; index behind an array; look up no key
 * read an undefined variable; call a number; call FUNCTION with 2 arguments; make an array without end
 * try ... caught ... end
 * finally FUNCTION; finally a number; call the last cleanup; remove the last cleanup
 * handle "EFFECT" by CLAUSE; handle "EFFECT" by a number; stop handling
 * perform "EFFECT"; perform "EFFECT" with VALUE; perform "EFFECT" with VALUE and VALUE
 * resume with VALUE; resume K with VALUE; end by resuming with VALUE; end by resuming K with VALUE; resume a number
 * keep the continuation as K; note the continuation as K (does not keep it); drop K; keep a number
 * at exit FUNCTION; at exit FUNCTION with priority 5; at exit a number; at exit FUNCTION with no priority
 * exit with VALUE
 * </pre>
 */
final class EffectStatements {
    private static final String CONTINUATIONS = "jet.continuations";
    private static final String EXIT = "jet.exit";
    /** The greatest int of every profile. */
    private static final String GREATEST = "1152921504606846975";

    static final List<Statement> FORMS = List.of(
            // panics
            Statement.of("panic (.+)", (in, m) -> in.value(m.group(1)).emit("PANIC")),
            Statement.of("divide by zero", (in, _) -> in.number("1").number("0").emit("MOD", "POP")),
            Statement.of("add to the greatest int", (in, _) -> in.number(GREATEST).number("1").emit("ADD", "POP")),
            Statement.of("take the length of nil", (in, _) -> in.emit("NIL", "LENGTH", "POP")),
            Statement.of("index behind an array", (in, _) -> in.number("7").emit("NEW_ARRAY 1").number("1")
                    .emit("GET_INDEX", "POP")),
            Statement.of("look up no key", (in, _) -> in.emit("NEW_MAP 0").text("no key").emit("GET_INDEX", "POP")),
            Statement.of("read an undefined variable", (in, _) -> in.emit("GET_GLOBAL (\"undefined\")", "POP")),
            Statement.of("call a number", (in, _) -> in.untyped().emit("CALL 0", "POP")),
            Statement.of("call (\\w+) with 2 arguments", (in, m) -> in.function(m.group(1)).number("1").number("2")
                    .emit("CALL 2", "POP")),
            Statement.of("make an array without end", (in, _) -> in.number(GREATEST).emit("NEW_ARRAY_OF 0", "POP")),
            Statement.of("try", (in, _) -> in.attempt()), //
            Statement.of("caught", (in, _) -> in.handle()),
            // cleanups
            Statement.of("finally a number", (in, _) -> in.untyped().emit("PUSH_CLEANUP")),
            Statement.of("finally (\\w+)", (in, m) -> in.function(m.group(1)).emit("PUSH_CLEANUP")),
            Statement.of("call the last cleanup", (in, _) -> in.emit("POP_CLEANUP 1")),
            Statement.of("remove the last cleanup", (in, _) -> in.emit("POP_CLEANUP 0")),
            // effects
            Statement.of("handle \"([^\"]*)\" by a number", (in, m) -> in.untyped()
                    .emit("PUSH_HANDLER (\"" + m.group(1) + "\")")),
            Statement.of("handle \"([^\"]*)\" by (\\w+)", (in, m) -> in.function(m.group(2))
                    .emit("PUSH_HANDLER (\"" + m.group(1) + "\")")),
            Statement.of("stop handling", (in, _) -> in.emit("POP_HANDLER")),
            Statement.of("perform (\"[^\"]*\")", (in, m) -> in.value("what " + m.group(1) + " gives").emit("POP")),
            Statement.of("perform (\"[^\"]*\") with (.+)", (in, m) -> in
                    .value("what " + m.group(1) + " gives for " + m.group(2)).emit("POP")),
            Statement.of("resume a number", (in, _) -> in.untyped().number("2").emit("RESUME", "POP")),
            Statement.of("resume with (.+)", (in, m) -> in.value("what resuming with " + m.group(1) + " gives")
                    .emit("POP")),
            Statement.of("resume (\\w+) with (.+)", (in, m) -> in
                    .value("what resuming " + m.group(1) + " with " + m.group(2) + " gives").emit("POP")),
            Statement.of("end by resuming with (.+)", (in, m) -> in.continuation().value(m.group(1))
                    .emit("TAIL_RESUME")),
            Statement.of("end by resuming (\\w+) with (.+)", (in, m) -> in.variable(m.group(1)).value(m.group(2))
                    .emit("TAIL_RESUME")),
            Statement.of("keep the continuation as (\\w+)", (in, m) -> in.imported(CONTINUATIONS, "keep")
                    .continuation().emit("CALL 1").assign(m.group(1))),
            Statement.of("note the continuation as (\\w+)", (in, m) -> in.continuation().assign(m.group(1))),
            Statement.of("drop (the continuation|\\w+)", (in, m) -> ProgramValues.continuation(
                    in.imported(CONTINUATIONS, "drop"), m.group(1)).emit("CALL 1", "POP")),
            Statement.of("keep a number", (in, _) -> in.imported(CONTINUATIONS, "keep").untyped()
                    .emit("CALL 1", "POP")),
            // the end of a run
            Statement.of("at exit a number", (in, _) -> in.imported(EXIT, "register").untyped().number("1")
                    .emit("CALL 2", "POP")),
            Statement.of("at exit (\\w+) with no priority", (in, m) -> in.imported(EXIT, "register")
                    .function(m.group(1)).emit("NIL", "CALL 2", "POP")),
            Statement.of("at exit (\\w+)", (in, m) -> in.atExit(m.group(1), "0")),
            Statement.of("at exit (\\w+) with priority (-?\\d+)", (in, m) -> in.atExit(m.group(1), m.group(2))),
            Statement.of("exit with (.+)", (in, m) -> in.imported(EXIT, "exit").value(m.group(1))
                    .emit("CALL 1", "POP")));

    private EffectStatements() {}
}
