package dev.jetvm.features.steps;

import java.util.List;

/**
 * The statements of a {@link ScenarioProgram} about functions, variables, blocks and tasks.
 *
 * <pre>
 * print VALUE; return VALUE; halt; call FUNCTION; end by calling FUNCTION
 * recurse 100 calls; recurse without end
 * set FLAG; set NAME to VALUE; add 1 to NAME
 * repeat 10 times ... end; until FLAG ... end; if NAME is 5 ... end
 * spawn FUNCTION; spawn FUNCTION as TASK; join TASK; cancel TASK; yield; I am TASK
 * sleep 20; park; unpark TASK; open a scope; close the scope; shield the scope; give the scope 50 ms
 * wait for FLAG (yields); spin until FLAG (does not); loop for ever; yield for ever
 * hold a list of 1 and "TEXT"; collect the nursery; collect the heap; remember KEY as 5
 * </pre>
 */
final class TaskStatements {
    private static final String PARKING = "jet.parking";

    static final List<Statement> FORMS = List.of(
            Statement.of("print (.+)", (in, m) -> in.value(m.group(1)).emit("PRINT")),
            Statement.of("return (.+)", (in, m) -> in.value(m.group(1)).emit("RETURN")),
            Statement.of("halt", (in, _) -> in.emit("HALT")),
            Statement.of("call (\\w+)", (in, m) -> in.function(m.group(1)).emit("CALL 0", "POP")),
            Statement.of("end by calling (\\w+)", (in, m) -> in.function(m.group(1)).emit("TAIL_CALL 0")),
            Statement.of("recurse (\\d+) calls", (in, m) -> in.function("to_depth").number(m.group(1))
                    .emit("CALL 1", "PRINT")),
            Statement.of("recurse without end", (in, _) -> in.function("without_end").emit("CALL 0", "POP")),
            Statement.of("set (\\w+)", (in, m) -> in.emit("TRUE").assign(m.group(1))),
            Statement.of("set (\\w+) to (.+)", (in, m) -> in.value(m.group(2)).assign(m.group(1))),
            Statement.of("add (\\d+) to (\\w+)", (in, m) -> in.add(m.group(2), m.group(1))),
            Statement.of("repeat (\\d+) times", (in, m) -> in.repeat(m.group(1))),
            Statement.of("until (\\w+)", (in, m) -> in.until(m.group(1))),
            Statement.of("if (\\w+) is (\\d+)", (in, m) -> in.when(m.group(1), m.group(2))),
            Statement.of("end", (in, _) -> in.end()),
            // tasks
            Statement.of("spawn (\\w+)", (in, m) -> in.spawn(m.group(1), m.group(1))),
            Statement.of("spawn (\\w+) as (\\w+)", (in, m) -> in.spawn(m.group(1), m.group(2))),
            Statement.of("join (\\w+)", (in, m) -> in.variable(m.group(1)).emit("JOIN", "POP")),
            Statement.of("cancel (\\w+)", (in, m) -> in.variable(m.group(1)).emit("CANCEL")),
            Statement.of("yield", (in, _) -> in.emit("YIELD")),
            Statement.of("I am (\\w+)", (in, m) -> in.imported("jet.tasks", "current").emit("CALL 0")
                    .assign(m.group(1))),
            Statement.of("sleep (\\d+)", (in, m) -> in.imported("jet.timers", "sleep").number(m.group(1))
                    .emit("CALL 1", "POP")),
            Statement.of("park", (in, _) -> in.imported(PARKING, "park").emit("CALL 0", "POP")),
            Statement.of("unpark (\\w+)", (in, m) -> in.imported(PARKING, "unpark").variable(m.group(1))
                    .emit("CALL 1", "POP")),
            Statement.of("open a scope", (in, _) -> in.emit("ENTER_SCOPE")),
            Statement.of("close the scope", (in, _) -> in.emit("LEAVE_SCOPE")),
            Statement.of("shield the scope", (in, _) -> in.imported("jet.shields", "set").emit("CALL 0", "POP")),
            Statement.of("give the scope (\\d+) ms", (in, m) -> in.imported("jet.deadlines", "set")
                    .number(m.group(1)).emit("CALL 1", "POP")),
            Statement.of("wait for (\\w+)", (in, m) -> in.waitFor(m.group(1), "YIELD")),
            Statement.of("spin until (\\w+)", (in, m) -> in.waitFor(m.group(1), "NOP")),
            Statement.of("loop for ever", (in, _) -> in.forEver("NOP")),
            Statement.of("yield for ever", (in, _) -> in.forEver("YIELD")),
            // memory
            Statement.of("hold a list of (\\d+) and \"([^\"]*)\"", (in, m) -> in.hold(m.group(1), m.group(2))),
            Statement.of("collect the (nursery|heap)", (in, m) -> in.imported("jet", "collect")
                    .text(m.group(1).equals("heap") ? "full" : "minor").emit("CALL 1", "POP")),
            Statement.of("remember (\\w+) as (\\d+)", (in, m) -> in.imported("jet.task-locals", "set")
                    .text(m.group(1)).number(m.group(2)).emit("CALL 2", "POP")));

    private TaskStatements() {}
}
