package dev.jetvm.features.steps;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The program of a scenario: functions whose statements are lines of plain text, translated to assembly. A function is
 * spawned or called by its name; the task of {@code spawn NAME} is called {@code NAME}, too. {@link TaskStatements},
 * {@link EffectStatements} and {@link ProgramValues} say what can be written.
 */
final class ScenarioProgram {
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

    /** What was written of a function. */
    private record Text(int arity, String lines) {}

    private final Map<String, Text> functions = new LinkedHashMap<>();
    private final Set<String> imports = new LinkedHashSet<>();
    /** Each global variable with the instruction that makes its first value. */
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Set<String> needs = new TreeSet<>(Set.of("vm.run", "vm.text"));

    /**
     * Adds a function.
     *
     * @param arity number of its parameters; the last one of a clause is the continuation
     * @param statements one per line
     */
    void function(String name, int arity, String statements) {
        ProgramFunction function = new ProgramFunction(this, arity);
        statements.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> add(function, line));
        functions.put(name, new Text(arity, function.lines()));
    }

    private static void add(ProgramFunction function, String line) {
        if (!Statement.translate(TaskStatements.FORMS, function, line)
                && !Statement.translate(EffectStatements.FORMS, function, line)) {
            throw Conversation.defect("no statement is written `" + line + "`");
        }
    }

    void use(String feature) {
        needs.add(feature);
    }

    void use(String module, String name) {
        imports.add(".import \"%s\" %s function".formatted(module, name));
        needs.add(module.equals("jet") ? "vm.natives" : "vm." + module.substring("jet.".length()));
    }

    /** Declares a global variable. The first value other than nil that a statement needs is its first value. */
    void declare(String name, String first) {
        variables.merge(name, first, (known, other) -> known.equals("NIL") ? other : known);
    }

    /** Adds the ready function with this name, if there is one. */
    void ready(String name) {
        String text = READY.get(name);
        if (text != null && !functions.containsKey(name)) {
            functions.put(name, new Text(0, text));
            text.lines().map(String::strip).map(ProgramFunction::feature)
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
        functions.forEach((name, function) -> {
            if (READY.containsKey(name)) {
                text.append(function.lines());
                return;
            }
            text.append(".function ").append(name).append(" arity=").append(function.arity()).append('\n');
            if (name.equals("main")) {
                variables.forEach((variable, first) -> text.append("    ").append(first)
                        .append("\n    DEFINE_GLOBAL (\"").append(variable).append("\")\n"));
            }
            text.append(function.lines()).append(".end\n");
        });
        return text.toString();
    }
}
