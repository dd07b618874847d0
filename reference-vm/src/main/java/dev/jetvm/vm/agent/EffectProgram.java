package dev.jetvm.vm.agent;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The functions of a request {@code effect.run}, checked and translated to a module: each is a function of the module. Kept
 * continuations are global variables.
 *
 * @spec EFF-22
 */
final class EffectProgram {
    static final String TAIL = "effect.tail";
    static final String KEEP = "effect.keep";
    static final String DEFER = "effect.defer";
    static final String PANIC = "effect.panic";
    static final Set<String> FEATURES = Set.of(TAIL, KEEP, DEFER, PANIC);
    private static final String MAIN = "main";
    private static final String NAME = "[a-z][a-z0-9-]{0,31}";

    /** The functions by name, in the order of the request. */
    private final Map<String, Arguments> functions = new LinkedHashMap<>();
    /** The names of functions of the module. */
    private final Map<String, String> symbols = new HashMap<>();
    private final Set<String> clauses = new TreeSet<>();
    private final Set<String> kept = new TreeSet<>();
    private final Set<String> needs = new TreeSet<>();
    private final String assembly;

    private EffectProgram(Arguments request) {
        Arguments all = request.nested("functions");
        for (String name : all.any().propertyNames()) {
            functions.put(checked(name), all.nested(name));
            symbols.put(name, "f" + symbols.size());
        }
        if (!functions.containsKey(MAIN)) {
            throw new BadRequest("there is no function " + MAIN);
        }
        functions.values().forEach(each -> handlers(each).values().forEach(clauses::add));
        if (clauses.contains(MAIN)) {
            throw new BadRequest(MAIN + " is no clause");
        }
        StringBuilder bodies = new StringBuilder();
        functions.forEach((name, function) -> bodies.append(".function ").append(symbols.get(name)).append(" arity=")
                .append(clauses.contains(name) ? 2 : 0).append('\n')
                .append(new EffectFunction(this, clauses.contains(name)).text(function)).append(".end\n"));
        assembly = head() + bodies;
    }

    /** What comes before the functions: the entry function defines a variable for each continuation that is kept. */
    private String head() {
        StringBuilder head = new StringBuilder("""
                .module "effects"
                .entry start
                .import "jet.continuations" keep function
                .import "jet.continuations" drop function
                .function start arity=0
                """);
        kept.forEach(name -> head.append("NIL\nDEFINE_GLOBAL (\"").append(name).append("\")\n"));
        return head.append("CONST (@").append(symbol(MAIN)).append(")\nCALL 0\nRETURN\n.end\n").toString();
    }

    /** Reads the program of a request. @throws BadRequest if it has no meaning */
    static EffectProgram of(Arguments request) {
        return new EffectProgram(request);
    }

    /** The features of the steps of the program. */
    Set<String> needs() {
        return needs;
    }

    /** The module. */
    String assembly() {
        return assembly;
    }

    /** The clauses of a function by effect. */
    Map<String, String> handlers(Arguments function) {
        Map<String, String> handlers = new LinkedHashMap<>();
        if (function.has("handles")) {
            Arguments all = function.nested("handles");
            all.any().propertyNames().forEach(effect -> handlers.put(checked(effect), known(all.text(effect))));
        }
        return handlers;
    }

    private String known(String function) {
        if (!functions.containsKey(function)) {
            throw new BadRequest("there is no function " + function);
        }
        return function;
    }

    /** The symbol of a function that is called or registered. */
    String callable(String function) {
        if (clauses.contains(known(function))) {
            throw new BadRequest(function + " is a clause");
        }
        return symbol(function);
    }

    /** The symbol of any function. */
    String symbol(String function) {
        return String.valueOf(symbols.get(known(function)));
    }

    /** The global variable of a kept continuation. */
    String keep(String name) {
        need(KEEP);
        kept.add(checked(name));
        return name;
    }

    void need(String feature) {
        needs.add(feature);
    }

    /** Checks the name of an effect, a function or a continuation. */
    static String checked(String name) {
        if (!name.matches(NAME)) {
            throw new BadRequest("`" + name + "` is no name of up to 32 small letters, digits and hyphens");
        }
        return name;
    }

    /** The steps of a list; none if it is absent. */
    static List<JsonNode> steps(Arguments in, String member) {
        return in.has(member) ? in.list(member) : List.of();
    }
}
