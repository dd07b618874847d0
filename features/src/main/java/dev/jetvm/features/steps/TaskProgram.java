package dev.jetvm.features.steps;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program of a scenario about tasks: functions whose statements are lines of plain text, translated to assembly. A
 * function is spawned or called by its name; the task of {@code spawn NAME} is called {@code NAME}, too.
 *
 * <pre>
 * print "TEXT"; print the result of TASK; print the value of NAME; print the state of TASK; print the number of workers
 * print a captured variable that is set 100 calls deeper (it is 1 before and 2 afterwards)
 * return "TEXT"; return 5; panic "TEXT"; divide by zero; halt; call FUNCTION; recurse 100 calls; recurse without end
 * spawn FUNCTION; spawn FUNCTION as TASK; print the sum of 100 tasks FUNCTION; join TASK; cancel TASK; yield
 * sleep 20; park; unpark TASK; I am TASK
 * open a scope; close the scope; shield the scope; give the scope 50 ms; finally FUNCTION
 * set FLAG; wait for FLAG (yields); spin until FLAG (does not); loop for ever; yield for ever; add 1 to NAME
 * repeat 10 times ... end; until FLAG ... end; try ... caught ... end; print the code
 * hold a list of 1 and "TEXT"; print the list; collect the nursery; collect the heap
 * remember KEY as 5; print what is remembered of KEY
 * </pre>
 */
final class TaskProgram {
    private static final String TASKS = "jet.tasks";
    private static final String PARKING = "jet.parking";
    private static final String LOCALS = "jet.task-locals";

    /** Translates one statement. */
    private interface Translation extends BiConsumer<TaskFunction, MatchResult> {}

    private record Statement(Pattern pattern, Translation translation) {}

    private static final List<Statement> STATEMENTS = List.of(
            of("print \"([^\"]*)\"", (in, m) -> in.text(m.group(1)).emit("PRINT")),
            of("print the result of (\\w+)", (in, m) -> in.variable(m.group(1)).emit("JOIN", "PRINT")),
            of("print the value of (\\w+)", (in, m) -> in.variable(m.group(1)).emit("PRINT")),
            of("print the state of (\\w+)", (in, m) -> in.imported("jet.task-states", "state").variable(m.group(1))
                    .emit("CALL 1", "PRINT")),
            of("print the number of workers", (in, _) -> in.imported("jet.workers", "count").emit("CALL 0", "PRINT")),
            of("print the code", (in, _) -> in.caught().text("code").emit("GET_INDEX", "PRINT")),
            of("print the list", (in, _) -> in.emit("GET_LOCAL 1", "PRINT")),
            of("print what is remembered of (\\w+)", (in, m) -> in.imported(LOCALS, "get").text(m.group(1))
                    .emit("CALL 1", "PRINT")),
            of("print the sum of (\\d+) tasks (\\w+)", (in, m) -> in.sum(m.group(1), m.group(2))),
            of("return \"([^\"]*)\"", (in, m) -> in.text(m.group(1)).emit("RETURN")),
            of("return (-?\\d+)", (in, m) -> in.number(m.group(1)).emit("RETURN")),
            of("panic \"([^\"]*)\"", (in, m) -> in.text(m.group(1)).emit("PANIC")),
            of("divide by zero", (in, _) -> in.number("1").number("0").emit("MOD", "POP")),
            of("halt", (in, _) -> in.emit("HALT")),
            of("call (\\w+)", (in, m) -> in.function(m.group(1)).emit("CALL 0", "POP")),
            of("recurse (\\d+) calls", (in, m) -> in.function("to_depth").number(m.group(1)).emit("CALL 1", "PRINT")),
            of("recurse without end", (in, _) -> in.function("without_end").emit("CALL 0", "POP")),
            of("print a captured variable that is set (\\d+) calls deeper", (in, m) -> in.function("capture")
                    .number(m.group(1)).emit("CALL 1", "PRINT")),
            of("spawn (\\w+)", (in, m) -> in.spawn(m.group(1), m.group(1))),
            of("spawn (\\w+) as (\\w+)", (in, m) -> in.spawn(m.group(1), m.group(2))),
            of("join (\\w+)", (in, m) -> in.variable(m.group(1)).emit("JOIN", "POP")),
            of("cancel (\\w+)", (in, m) -> in.variable(m.group(1)).emit("CANCEL")),
            of("yield", (in, _) -> in.emit("YIELD")),
            of("sleep (\\d+)", (in, m) -> in.imported("jet.timers", "sleep").number(m.group(1)).emit("CALL 1", "POP")),
            of("park", (in, _) -> in.imported(PARKING, "park").emit("CALL 0", "POP")),
            of("unpark (\\w+)", (in, m) -> in.imported(PARKING, "unpark").variable(m.group(1)).emit("CALL 1", "POP")),
            of("I am (\\w+)", (in, m) -> in.imported(TASKS, "current").emit("CALL 0").assign(m.group(1))),
            of("open a scope", (in, _) -> in.emit("ENTER_SCOPE")),
            of("close the scope", (in, _) -> in.emit("LEAVE_SCOPE")),
            of("shield the scope", (in, _) -> in.imported("jet.shields", "set").emit("CALL 0", "POP")),
            of("give the scope (\\d+) ms", (in, m) -> in.imported("jet.deadlines", "set").number(m.group(1))
                    .emit("CALL 1", "POP")),
            of("finally (\\w+)", (in, m) -> in.function(m.group(1)).emit("PUSH_CLEANUP")),
            of("set (\\w+)", (in, m) -> in.emit("TRUE").assign(m.group(1))),
            of("wait for (\\w+)", (in, m) -> in.waitFor(m.group(1), "YIELD")),
            of("spin until (\\w+)", (in, m) -> in.waitFor(m.group(1), "NOP")),
            of("loop for ever", (in, _) -> in.forEver("NOP")),
            of("yield for ever", (in, _) -> in.forEver("YIELD")),
            of("add (\\d+) to (\\w+)", (in, m) -> in.add(m.group(2), m.group(1))),
            of("repeat (\\d+) times", (in, m) -> in.repeat(m.group(1))),
            of("until (\\w+)", (in, m) -> in.until(m.group(1))),
            of("try", (in, _) -> in.attempt()),
            of("caught", (in, _) -> in.handle()),
            of("end", (in, _) -> in.end()),
            of("hold a list of (\\d+) and \"([^\"]*)\"", (in, m) -> in.number(m.group(1)).text(m.group(2))
                    .emit("NEW_LIST 2", "SET_LOCAL 1", "POP")),
            of("collect the (nursery|heap)", (in, m) -> in.imported("jet", "collect")
                    .text(m.group(1).equals("heap") ? "full" : "minor").emit("CALL 1", "POP")),
            of("remember (\\w+) as (\\d+)", (in, m) -> in.imported(LOCALS, "set").text(m.group(1)).number(m.group(2))
                    .emit("CALL 2", "POP")));

    /** Ready functions, used by {@code recurse}. */
    private static final Map<String, String> READY = Map.of("to_depth", """
            .function to_depth arity=1
                GET_LOCAL 1
                CONST (0)
                EQUAL
                JUMP_IF_TRUE last
                POP
                CONST (@to_depth)
                GET_LOCAL 1
                CONST (1)
                SUBTRACT
                CALL 1
                CONST (1)
                ADD
                RETURN
            last:
                POP
                YIELD
                CONST (0)
                RETURN
            .end
            """, "without_end", """
            .function without_end
                CONST (@without_end)
                CALL 0
                CONST (1)
                ADD
                RETURN
            .end
            """, "capture", """
            .function capture arity=1
                CONST (1)
                SET_LOCAL 2
                POP
                CONST (@call_below)
                CLOSURE (@set_captured) local 2
                GET_LOCAL 1
                CALL 2
                POP
                GET_LOCAL 2
                RETURN
            .end
            .function set_captured upvalues=1
                CONST (2)
                SET_UPVALUE 0
                RETURN
            .end
            .function call_below arity=2
                GET_LOCAL 2
                CONST (0)
                EQUAL
                JUMP_IF_TRUE last
                POP
                CONST (@call_below)
                GET_LOCAL 1
                GET_LOCAL 2
                CONST (1)
                SUBTRACT
                CALL 2
                RETURN
            last:
                POP
                YIELD
                GET_LOCAL 1
                CALL 0
                RETURN
            .end
            """);

    private final Map<String, String> functions = new LinkedHashMap<>();
    private final Set<String> imports = new LinkedHashSet<>();
    /** Each global variable with the instruction that makes its first value. */
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Set<String> needs = new TreeSet<>(Set.of("vm.run", "vm.text"));

    private static Statement of(String pattern, Translation translation) {
        return new Statement(Pattern.compile(pattern), translation);
    }

    /** Adds a function. @param statements one per line */
    void function(String name, String statements) {
        TaskFunction function = new TaskFunction(this);
        statements.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> add(function, line));
        functions.put(name, function.lines());
    }

    private static void add(TaskFunction function, String line) {
        for (Statement statement : STATEMENTS) {
            Matcher matcher = statement.pattern.matcher(line);
            if (matcher.matches()) {
                statement.translation.accept(function, matcher.toMatchResult());
                return;
            }
        }
        throw Conversation.defect("no statement is written `" + line + "`");
    }

    void use(String feature) {
        needs.add(feature);
    }

    void use(String module, String name) {
        imports.add(".import \"%s\" %s function".formatted(module, name));
        needs.add(module.equals("jet") ? "vm.natives" : "vm." + module.substring("jet.".length()));
    }

    /** Declares a global variable, unless it is known. */
    void declare(String name, String first) {
        variables.putIfAbsent(name, first);
    }

    /** Adds the ready function with this name, if there is one. */
    void ready(String name) {
        String text = READY.get(name);
        if (text != null && !functions.containsKey(name)) {
            functions.put(name, text);
            text.lines().map(String::strip).map(TaskFunction::feature)
                    .forEach(feature -> feature.ifPresent(needs::add));
        }
    }

    /** The features that running the program needs. */
    Set<String> needs() {
        return needs;
    }

    /** The module as text; {@code main} begins by defining the variables. */
    String assembly() {
        StringBuilder text = new StringBuilder(".module \"scenario\"\n.entry main\n");
        imports.forEach(line -> text.append(line).append('\n'));
        functions.forEach((name, lines) -> {
            if (READY.containsKey(name)) {
                text.append(lines);
                return;
            }
            text.append(".function ").append(name).append('\n');
            if (name.equals("main")) {
                variables.forEach((variable, first) -> text.append("    ").append(first)
                        .append("\n    DEFINE_GLOBAL (\"").append(variable).append("\")\n"));
            }
            text.append(lines).append(".end\n");
        });
        return text.toString();
    }
}
