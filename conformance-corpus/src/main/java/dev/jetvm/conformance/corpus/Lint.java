package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.SeenClauses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Checks of the corpus as a whole, beyond the checks of each file by the loader. */
public final class Lint {
    /** Chapters whose negative cases are modules. */
    private static final Set<String> MODULES = Set.of("modules", "linking", "instructions", "execution",
            "verification");
    /** What may be a feature in the reason of a clause. */
    private static final Pattern FEATURE = Pattern.compile("[a-z]+\\.[a-z][a-z-]*");

    private final RuleBook book;
    private final List<String> complaints = new ArrayList<>();

    private Lint(RuleBook book) {
        this.book = book;
    }

    /**
     * Checks that ids are unique, that every rule is a clause, that a negative case has one fault and is named after
     * it, and that every MUST clause has a case or a reason why it cannot have one, and no clause both.
     *
     * @param shownElsewhere clauses covered by scenarios and properties
     * @return complaints, one line each; empty if there are none
     */
    public static List<String> check(List<CorpusCase> cases, RuleBook book, Set<String> shownElsewhere) {
        Lint lint = new Lint(book);
        lint.ids(cases);
        cases.forEach(lint::rules);
        cases.forEach(lint::fault);
        cases.forEach(lint::features);
        cases.forEach(lint::countedGarbage);
        lint.coverage(cases, shownElsewhere);
        return List.copyOf(lint.complaints);
    }

    private void ids(List<CorpusCase> cases) {
        Map<String, Source> seen = new HashMap<>();
        for (CorpusCase each : cases) {
            if (!each.id().matches("[a-z0-9][a-z0-9.-]*(@nan)?")) {
                complain(each, "'" + each.id() + "' is no case id");
            }
            Source before = seen.putIfAbsent(each.id(), each.source());
            if (before != null) {
                complain(each, "the id " + each.id() + " stands already at " + before + "; rename one of the two");
            }
        }
    }

    private void rules(CorpusCase of) {
        for (String rule : of.rules()) {
            if (book.find(rule).isEmpty()) {
                complain(of, of.id() + " names the rule " + rule
                        + ", which is no clause; correct it or write the clause");
            }
        }
        if (new LinkedHashSet<>(of.rules()).size() != of.rules().size()) {
            complain(of, of.id() + " names a rule twice");
        }
    }

    /** Checks that every feature that a case requires exists; no implementation announces an unknown one. */
    private void features(CorpusCase of) {
        for (String feature : new TreeSet<>(of.requires())) {
            if (!StepNeeds.isKnown(CaseInfo.feature(feature))) {
                complain(of, of.id() + " requires the feature " + feature + ", which does not exist");
            }
        }
    }

    /**
     * Checks that a case which counts what a collection reclaims after a churn switches the stress modes off: where each
     * allocation may collect, the garbage is gone before it is counted.
     */
    private void countedGarbage(CorpusCase of) {
        boolean churned = false;
        for (Step step : of.steps()) {
            String operation = step.request().map(Request::op).orElse("");
            JsonNode value = step.expect().path("value");
            if (operation.equals("gc.collect")) {
                if (churned && (value.has("reclaimedObjects") || value.has("reclaimedBytes"))
                        && !of.setting().params().containsKey("gc.stress")) {
                    complain(of,
                            of.id() + " counts what is reclaimed after a churn; set the parameter gc.stress to \"\","
                                    + " or leave the count out");
                }
                churned = false;
            } else if (operation.equals("heap.churn")) {
                churned = true;
            }
        }
    }

    /**
     * Checks that a negative case has one fault and is named after it, so that its id in a report tells what is wrong.
     */
    private void fault(CorpusCase of) {
        Set<String> faults = new TreeSet<>();
        of.steps().forEach(step -> faults(faults, step.expect()));
        if (faults.isEmpty() && of.kind().equals("negative")) {
            complain(of, of.id() + " is negative but expects no refusal; make it an example");
        } else if (faults.size() > 1) {
            complain(of, of.id() + " expects several faults, " + String.join(", ", faults)
                    + "; make one case for each");
        } else if (!faults.isEmpty() && !of.kind().equals("negative")) {
            complain(of, of.id() + " expects a refusal; write kind: negative");
        } else if (!faults.isEmpty() && !isDamage(of) && !of.id().contains(faults.iterator().next())) {
            complain(of, of.id() + " does not name its fault; put " + faults.iterator().next() + " into the id");
        }
    }

    /**
     * Whether the case is a damaged module. Such a case is named after the damage, {@code cut-arity}, and not after the
     * code of the refusal.
     */
    private static boolean isDamage(CorpusCase of) {
        return MODULES.contains(of.chapter());
    }

    private static void faults(Set<String> faults, JsonNode expect) {
        if (expect.get("anyOf") != null) {
            expect.get("anyOf").forEach(alternative -> faults(faults, alternative));
            return;
        }
        switch (expect.path("outcome").asString("")) {
            case "ok" -> ofRun(faults, expect.path("value").path("panic"));
            case "panic", "reject", "error" -> faults.add(expect.path("code").asString("<no code>"));
            case "unsupported" -> faults.add("unsupported");
            default -> {
                // all other outcomes are ordinary answers
            }
        }
    }

    /** Adds the panic of a program: an {@code ok} answer of the protocol, but a fault of the case. */
    private static void ofRun(Set<String> faults, JsonNode panic) {
        if (panic.isObject()) {
            faults.add(panic.path("code").asString("<no code>"));
        }
    }

    private void coverage(List<CorpusCase> cases, Set<String> shownElsewhere) {
        Set<String> shown = new TreeSet<>(shownElsewhere);
        cases.forEach(each -> shown.addAll(each.rules()));
        for (RuleBook.Rule rule : book.all()) {
            boolean untestable = rule.untestable().filter(reason -> !reason.isBlank()).isPresent();
            if (rule.level().equals("must") && !untestable && !shown.contains(rule.id())) {
                complaints.add(rule.id() + " (" + rule.title()
                        + ") has no case; write one, or say in the clause why it is untestable");
            } else if (untestable && shown.contains(rule.id())) {
                complaints.add(rule.id() + " (" + rule.title()
                        + ") is marked untestable but has a case; remove the mark, or the clause from the case");
            }
        }
    }

    /**
     * Checks that every MUST clause of a stateful chapter is shown by a case that needs only the core of the chapter, or
     * has a reason, and that no clause with a reason is shown so.
     *
     * @return complaints, one line each
     */
    public static List<String> core(List<CorpusCase> cases, RuleBook book, CoreFeatures core) {
        Set<String> unused = new TreeSet<>(core.excused());
        List<String> complaints = new ArrayList<>();
        for (RuleBook.Rule rule : book.all()) {
            if (!core.chapters().containsKey(rule.chapter()) || !rule.level().equals("must")
                    || rule.untestable().isPresent()) {
                continue;
            }
            boolean shown = cases.stream().anyMatch(each -> each.rules().contains(rule.id())
                    && core.shows(rule.id(), rule.chapter(), each.profile(), each.requires()));
            boolean excused = core.reason(rule.id()).isPresent();
            unused.remove(rule.id());
            if (!shown && !excused) {
                complaints
                        .add(rule.id() + " (" + rule.title() + ") has no case that needs only the core of its chapter, "
                                + core.chapters().get(rule.chapter()) + "; write one, or give a reason in core.json");
            } else if (shown && excused) {
                complaints.add(rule.id() + " has a case that needs only the core; remove its reason from core.json");
            }
        }
        unused.forEach(rule -> complaints.add(rule + " needs no reason in core.json"));
        return complaints;
    }

    /**
     * Checks the features without one of which nothing is seen of a clause ({@link SeenClauses}): the clauses and the
     * features exist, and where the reason of a clause in {@code core.json} names features, one of them is among these.
     *
     * @return complaints, one line each
     */
    public static List<String> seen(RuleBook book, CoreFeatures core, SeenClauses seen) {
        List<String> complaints = new ArrayList<>();
        seen.features().forEach((rule, features) -> {
            if (book.find(rule).isEmpty()) {
                complaints.add(rule + " is no clause; correct it in \"seen\" of core.json");
            }
            features.stream().filter(feature -> !StepNeeds.isKnown(feature)).forEach(feature -> complaints
                    .add(rule + ": the feature " + feature + " in \"seen\" of core.json does not exist"));
        });
        for (String rule : core.excused()) {
            List<String> named = FEATURE.matcher(core.reason(rule).orElse("")).results().map(MatchResult::group)
                    .filter(StepNeeds::isKnown).toList();
            if (!named.isEmpty() && !seen.features(rule).containsAll(named)) {
                complaints.add(rule + ": its reason in core.json names " + named + "; put them into \"seen\", too");
            }
        }
        return complaints;
    }

    private void complain(CorpusCase of, String text) {
        complaints.add(of.source() + ": " + text);
    }
}
