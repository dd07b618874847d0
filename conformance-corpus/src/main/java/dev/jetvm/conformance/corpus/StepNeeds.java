package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.session.ProcessFeatures;
import dev.jetvm.conformance.session.Launch;
import dev.jetvm.conformance.protocol.Operation;
import dev.jetvm.conformance.protocol.Operations;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.workload.WorkloadJudge;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Computes which features a step needs: that of its operation, those of the modules in its request, and those of the
 * part of an implementation that gives the expected answer.
 *
 * @spec CONF-10
 * @spec CONF-23
 */
final class StepNeeds {
    private static final String DECODE = "modules.decode";
    private static final String VERIFY = "modules.verify";
    private static final String TYPES = "modules.types";
    private static final String TRY = "channel.try";
    private static final String CLOSE = "channel.close";
    private static final String STACK_MAPS = "modules.stackmaps";
    /** Refusals found only by a verifier that computes the kinds of slots and operands. */
    private static final Set<String> KIND_FAULTS = Set.of("operand-kind");
    /** Refusals found only by a verifier that computes stack maps. */
    private static final Set<String> MAP_FAULTS = Set.of("stackmap-mismatch", "stackmap-size");
    /** Clauses about kinds. A module accepted by them shows nothing of a verifier that ignores kinds. */
    private static final Set<String> KIND_RULES = Set.of("VERIFY-02", "VERIFY-07", "VERIFY-13");
    private static final Set<String> MAP_RULES = Set.of("VERIFY-11", "VERIFY-14");

    /** Features that belong to no operation, no member of one and no family of instructions. */
    private static final Set<String> OTHERS = Set.of(Step.TEXT, VERIFY, TYPES, ProgramNeeds.NATIVES, ProgramNeeds.LINK,
            "gc.stress", "deque.contended", "channel.unbuffered", "channel.buffered", TRY, CLOSE,
            "select.workload", "select.send", "select.receive", "select.default");
    /** Features of tasks: a module of natives each, and two that are seen in programs alone. */
    private static final Set<String> TASKS = Set.of("vm.timers", "vm.parking", "vm.task-states", "vm.task-locals",
            "vm.deadlines", "vm.shields", "vm.workers", "vm.stacks", "vm.pipes", "vm.scheduler", "vm.preemption",
            "vm.deadlock", "vm.channel-states", "vm.channel-waits", "vm.channel-counts", "vm.channel-deadlines",
            "vm.channel-timers",
            "vm.channel-batches", "vm.continuations", "vm.exit");
    private static final Set<String> KNOWN = known();

    private final Set<String> needs = new TreeSet<>();

    private StepNeeds() {}

    /** Whether an implementation could announce a feature. */
    static boolean isKnown(String feature) {
        return KNOWN.contains(feature) || feature.startsWith("profile.") || feature.startsWith("control.");
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(OTHERS);
        known.addAll(TASKS);
        known.addAll(EffectNeeds.ALL);
        known.addAll(ProcessFeatures.ALL);
        for (Operation operation : Operations.all().values()) {
            String feature = operation.feature();
            if (feature != null) {
                known.add(feature);
            }
            known.addAll(operation.parts());
        }
        Instructions.all().forEach(row -> known.add("vm." + row.family()));
        return Set.copyOf(known);
    }

    /** @param rules the clauses that the case of the step shows */
    static Set<String> of(Step step, List<String> rules) {
        Set<String> needs = switch (step.sent()) {
            case Step.Message(Request request) -> ofContent(request, step.expect(), rules);
            case Step.Program(Request text, Request _) -> ofContent(text, step.expect(), rules);
            case Step.Start(Launch launch) -> ofLaunch(launch);
            case Step.Raw _ -> new TreeSet<>(); // A raw line is about the transport.
        };
        if (isOnlyText(step.sent())) {
            needs.add(Step.TEXT);
        }
        return needs;
    }

    private static Set<String> ofLaunch(Launch launch) {
        Set<String> needs = new TreeSet<>(Set.of(ProcessFeatures.COMMAND));
        if (!launch.arguments().isEmpty()) {
            needs.add(ProcessFeatures.ARGUMENTS);
        }
        boolean configured = launch.environment().keySet().stream().anyMatch(name -> name.startsWith("JET_"));
        if (configured || launch.arguments().stream().takeWhile(each -> !each.equals("--"))
                .anyMatch(each -> each.startsWith("--jet-"))) {
            needs.add(ProcessFeatures.OPTIONS);
        }
        if (!launch.signals().isEmpty()) {
            needs.add(ProcessFeatures.SIGNALS);
        }
        return needs;
    }

    /**
     * The same, without what the form of the modules needs.
     *
     * @param request with its modules as text: a binary does not name its instructions
     */
    static Set<String> ofContent(Request request, JsonNode expect, List<String> rules) {
        StepNeeds found = new StepNeeds();
        found.request(request, expect, rules);
        return found.needs;
    }

    private void request(Request request, JsonNode expect, List<String> rules) {
        needs.addAll(Operations.features(request));
        switch (request.op()) {
            case "vm.run", "vm.load" -> {
                modules(request);
                alternatives(expect).forEach(this::refusal);
            }
            case WorkloadJudge.OP -> workload(request.members());
            case "effect.run" -> needs.addAll(EffectNeeds.of(request.members()));
            case "channel.new" -> capacity(request.members());
            case "channel.trySend", "channel.tryReceive" -> needs.add(TRY);
            case "channel.close" -> needs.add(CLOSE);
            case "channel.select" -> select(request.members());
            case "module.check" -> {
                accepted(expect, rules);
                alternatives(expect).forEach(this::refusal);
            }
            case "module.assemble" -> {
                if (request.members().path("verify").asBoolean(false)) {
                    needs.add(VERIFY);
                    needs.add(TYPES);
                }
            }
            default -> {
                // no module in the request, or nothing is asked of it but the operation itself
            }
        }
        needs.removeAll(expectedMissing(expect));
    }

    /** A workload on channels needs what its capacity and its operations belong to (CHAN-25, SEL-13). */
    private void workload(JsonNode workload) {
        if (!workload.path("object").asString("").equals(WorkloadJudge.CHANNEL)) {
            return;
        }
        capacity(workload);
        if (workload.has("channels")) {
            needs.add("select.workload");
        }
        workload.path("threads").forEach(thread -> thread.forEach(this::operation));
    }

    private void capacity(JsonNode holder) {
        needs.add(holder.path("capacity").asInt(0) == 0 ? "channel.unbuffered" : "channel.buffered");
    }

    private void operation(JsonNode step) {
        step.path("do").forEach(this::operation);
        switch (step.path("op").asString("")) {
            case "try-send", "try-receive" -> needs.add(TRY);
            case "close" -> needs.add(CLOSE);
            case "select" -> {
                needs.add("select.workload");
                select(step);
            }
            default -> {
                // belongs to channel.workload
            }
        }
    }

    private void select(JsonNode holder) {
        holder.path("cases").forEach(each -> needs.add(
                each.path("op").asString("").endsWith("send") ? "select.send" : "select.receive"));
        if (holder.path("default").asBoolean(false)) {
            needs.add("select.default");
        }
    }

    /** The features without which the expected answer, or one of several, is {@code unsupported}. */
    static Set<String> expectedMissing(JsonNode expect) {
        return alternatives(expect).stream().filter(each -> each.path("outcome").asString("").equals("unsupported"))
                .map(each -> each.path("feature").asString("")).collect(Collectors.toSet());
    }

    /**
     * The feature that must not be announced, so that the only expected answer, {@code unsupported}, is right. Empty if
     * another answer is expected too, and for a profile or the name of an unknown operation.
     */
    static Set<String> unannounced(JsonNode expect) {
        return expect.has("anyOf")
                ? Set.of()
                : expectedMissing(expect).stream().filter(KNOWN::contains).collect(Collectors.toSet());
    }

    private void modules(Request request) {
        needs.addAll(ProgramNeeds.of(request.members().path("assembly").asString("")));
        JsonNode modules = request.members().path("modules");
        if (!modules.isEmpty()) {
            needs.add(ProgramNeeds.LINK);
        }
        modules.forEach(module -> needs.addAll(ProgramNeeds.of(module.path("assembly").asString(""))));
    }

    /** Whether a module of a step is given as text only; what {@code module.assemble} reads does not count. */
    static boolean isOnlyText(Step.Sent sent) {
        return sent instanceof Step.Message(Request request) && !request.op().equals("module.assemble")
                && (request.members().has("assembly") || request.members().path("modules").valueStream()
                        .anyMatch(module -> module.has("assembly")));
    }

    private static List<JsonNode> alternatives(JsonNode expect) {
        return expect.has("anyOf") ? expect.get("anyOf").valueStream().toList() : List.of(expect);
    }

    private void refusal(JsonNode answer) {
        String code = answer.path("code").asString("");
        switch (answer.path("phase").asString("")) {
            case "malformed" -> needs.add(DECODE);
            case "invalid" -> {
                needs.add(VERIFY);
                if (KIND_FAULTS.contains(code)) {
                    needs.add(TYPES);
                } else if (MAP_FAULTS.contains(code)) {
                    needs.add(STACK_MAPS);
                }
            }
            case "unlinkable" -> needs.add(ProgramNeeds.LINK);
            default -> {
                // not refused
            }
        }
    }

    /** A module that a clause about verification accepts is for those that verify. */
    private void accepted(JsonNode expect, List<String> rules) {
        if (!expect.path("outcome").asString("").equals("ok")) {
            return;
        }
        if (rules.stream().anyMatch(rule -> rule.startsWith("VERIFY-") || rule.startsWith("ISA-"))) {
            needs.add(VERIFY);
        }
        if (rules.stream().anyMatch(KIND_RULES::contains)) {
            needs.add(TYPES);
        }
        if (rules.stream().anyMatch(MAP_RULES::contains)) {
            needs.add(STACK_MAPS);
        }
    }
}
