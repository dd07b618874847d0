package dev.jetvm.features.steps;

import java.util.List;

/**
 * The values in the statements of a {@link ScenarioProgram}. Each form pushes one value.
 *
 * <pre>
 * "TEXT"; 5; nil; VALUE plus 5; the value of NAME; the list; what FUNCTION returns
 * the result of TASK; the state of TASK; the number of workers; what is remembered of KEY
 * the sum of the results of 100 tasks, written `the sum of 100 tasks FUNCTION`
 * a captured variable that is set 100 calls deeper (it is 1 before and 2 afterwards)
 * the code; the message; the value of the panic (in the innermost `caught`)
 * what "EFFECT" gives; what "EFFECT" gives for VALUE; what "EFFECT" gives for VALUE and VALUE
 * the argument; the second argument; the name of the effect; the list of arguments (in a clause)
 * what resuming with VALUE gives; what resuming K with VALUE gives; whether K is fresh; the continuation
 * the number of frames
 * </pre>
 *
 * <p>K is the name of a variable, or {@code the continuation}: the last argument of the clause.
 */
final class ProgramValues {
    private static final String THIS = "the continuation";

    private static final List<Statement> FORMS = List.of(
            Statement.of("\"([^\"]*)\"", (in, m) -> in.text(m.group(1))),
            Statement.of("-?\\d+", (in, m) -> in.number(m.group())), //
            Statement.of("nil", (in, _) -> in.emit("NIL")),
            Statement.of("(.+) plus (-?\\d+)", (in, m) -> in.value(m.group(1)).number(m.group(2)).emit("ADD")),
            Statement.of("the value of (\\w+)", (in, m) -> in.variable(m.group(1))),
            Statement.of("the list", (in, _) -> in.list()),
            Statement.of("what (\\w+) returns", (in, m) -> in.function(m.group(1)).emit("CALL 0")),
            // tasks
            Statement.of("the result of (\\w+)", (in, m) -> in.variable(m.group(1)).emit("JOIN")),
            Statement.of("the state of (\\w+)", (in, m) -> in.imported("jet.task-states", "state")
                    .variable(m.group(1)).emit("CALL 1")),
            Statement.of("the number of workers", (in, _) -> in.imported("jet.workers", "count").emit("CALL 0")),
            Statement.of("what is remembered of (\\w+)", (in, m) -> in.imported("jet.task-locals", "get")
                    .text(m.group(1)).emit("CALL 1")),
            Statement.of("the sum of (\\d+) tasks (\\w+)", (in, m) -> in.sum(m.group(1), m.group(2))),
            Statement.of("a captured variable that is set (\\d+) calls deeper", (in, m) -> in.function("capture")
                    .number(m.group(1)).emit("CALL 1")),
            // panics
            Statement.of("the (code|message)", (in, m) -> in.caught(m.group(1))),
            Statement.of("the value of the panic", (in, _) -> in.caught("value")),
            // effects
            Statement.of("what \"([^\"]*)\" gives", (in, m) -> in.emit("PERFORM (\"" + m.group(1) + "\") 0")),
            Statement.of("what \"([^\"]*)\" gives for (.+) and (.+)", (in, m) -> in.value(m.group(2))
                    .value(m.group(3)).emit("PERFORM (\"" + m.group(1) + "\") 2")),
            Statement.of("what \"([^\"]*)\" gives for (.+)", (in, m) -> in.value(m.group(2))
                    .emit("PERFORM (\"" + m.group(1) + "\") 1")),
            Statement.of("the argument|the name of the effect", (in, _) -> in.argument(1)),
            Statement.of("the second argument|the list of arguments", (in, _) -> in.argument(2)),
            Statement.of(THIS, (in, _) -> in.continuation()),
            Statement.of("what resuming with (.+) gives", (in, m) -> in.continuation().value(m.group(1))
                    .emit("RESUME")),
            Statement.of("what resuming (\\w+) with (.+) gives", (in, m) -> in.variable(m.group(1))
                    .value(m.group(2)).emit("RESUME")),
            Statement.of("whether (the continuation|\\w+) is fresh", (in, m) -> continuation(
                    in.imported("jet.continuations", "fresh"), m.group(1)).emit("CALL 1")),
            Statement.of("the number of frames", (in, _) -> in.imported("jet", "frames").emit("CALL 0")));

    private ProgramValues() {}

    /** Pushes the value that a text describes. */
    static void push(ProgramFunction in, String text) {
        if (!Statement.translate(FORMS, in, text)) {
            throw Conversation.defect("no value is written `" + text + "`");
        }
    }

    /** Pushes the continuation that a variable has, or that of the clause. */
    static ProgramFunction continuation(ProgramFunction in, String name) {
        return name.equals(THIS) ? in.continuation() : in.variable(name);
    }
}
