package dev.jetvm.reports.cli;

import dev.jetvm.conformance.agent.AgentPool;
import dev.jetvm.conformance.corpus.Corpus;
import dev.jetvm.conformance.corpus.CoreFeatures;
import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.engine.CaseExecution;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.conformance.text.DisplayText;
import dev.jetvm.conformance.workload.WorkloadJudge;
import dev.jetvm.reports.model.CoreShare;
import dev.jetvm.reports.model.NextFeature;
import dev.jetvm.reports.render.Terminal;
import dev.jetvm.reports.run.ExitCode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** {@code jet conformance doctor}: guides an implementer through the first steps. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Look at an implementation step by step: does it start, greet, and serve what it announces?")
final class DoctorCommand implements Callable<Integer> {
    private static final String HELLO = """
            in   {"id":0,"op":"hello","protocols":[1]}
            out  {"id":0,"outcome":"ok","value":{"protocol":1,
                 "impl":{"name":"my-jet","version":"0.1","language":"C","issues":"https://example.org/issues"},
                 "capabilities":{"value":["words"]},"controls":[],"profiles":["tagged"],"params":{"wordBits":64}}}
            (one line each)
            """;

    private static final int NEXT_SHOWN = 5;

    @Mixin
    private final AgentSettings agent = new AgentSettings();

    @Override
    public Integer call() {
        PrintWriter out = Terminal.out();
        long seed = Runs.seed(agent);
        out.println("Command: " + String.join(" ", agent.options(1, seed).command()));
        try (AgentPool pool = AgentPool.start(agent.options(1, seed))) {
            return examine(out, pool, seed);
        } catch (VerdictError error) {
            List<String> why = error.detail().lines().map(DisplayText::line).toList();
            out.println("[no]  It does not start and greet: " + why.getFirst());
            why.stream().skip(1).forEach(line -> out.println("      " + line));
            out.println("      A program reads lines from standard input and answers each on standard output:");
            HELLO.lines().forEach(line -> out.println("      " + line));
            out.println("      Flush after every line, and print nothing else there; standard error is free.");
            return ExitCode.AGENT;
        }
    }

    private int examine(PrintWriter out, AgentPool pool, long seed) {
        ObjectNode hello = pool.hello();
        out.println(
                "[ok]  It starts and answers hello: " + DisplayText.line(hello.path("impl").path("name").asString("")
                        + " " + hello.path("impl").path("version").asString("")));
        List<CorpusCase> corpus = Corpus.load();
        Set<String> features = features(corpus);
        if (features.stream().noneMatch(pool::offers)) {
            out.println(
                    "[no]  Nothing is announced: capabilities of hello is an object of chapters with lists of levels,");
            out.println("      {\"value\":[\"words\"]}");
            next(out, pool, corpus, seed);
            out.println(
                    "Announce what your implementation has, and ask again; the protocol chapter lists the features.");
            return ExitCode.FAILURES;
        }
        int bad = questions(out, pool, corpus, features, seed);
        next(out, pool, corpus, seed);
        out.println(bad == 0
                ? "Everything announced answers its first question. Next: ./jet conformance --impl ..."
                : bad + " of the announced features do not answer their first question; mend those first.");
        return bad == 0 ? ExitCode.CONFORMANT : ExitCode.FAILURES;
    }

    /** Prints which feature would bring most. */
    private static void next(PrintWriter out, AgentPool pool, List<CorpusCase> corpus, long seed) {
        List<CaseInfo> cases = corpus.stream().map(each -> each.info(seed)).toList();
        long runs = cases.stream().filter(each -> each.runs(pool::offers)).count();
        out.println("With what is announced, " + runs + " of " + cases.size()
                + " cases of the corpus run (scenarios and properties not counted).");
        CoreShare.of(cases, RuleBook.load(), CoreFeatures.load()).forEach(share -> out.printf(
                "core of %-24s %3d of %3d cases, %2d of %2d clauses: %s%n", share.chapter(), share.coreCases(),
                share.cases(), share.coreClauses(), share.clauses(), String.join(" ", share.features())));
        NextFeature.of(cases, pool::offers).stream().limit(NEXT_SHOWN).forEach(each -> out.println("next: " + each));
    }

    private int questions(PrintWriter out, AgentPool pool, List<CorpusCase> cases, Set<String> features,
            long seed) {
        List<String> lacking = new ArrayList<>();
        int bad = 0;
        for (String feature : features) {
            if (!pool.offers(feature)) {
                lacking.add(feature);
                continue;
            }
            CorpusCase question = question(cases, feature, pool);
            if (question == null) {
                out.println(
                        "[??]  " + feature + ": each of its cases needs another feature, too, that is not announced");
                continue;
            }
            Answered answered = ask(pool, question, seed);
            String wrong = answered.wrong();
            out.println((wrong.isEmpty() ? "[ok]  " : "[no]  ") + feature + ": " + question.title()
                    + (wrong.isEmpty() ? "" : ": " + DisplayText.line(wrong.replace("\n", "; "))));
            if (!wrong.isEmpty()) {
                bad++;
                DisplayText.lastLines(answered.stderr()).forEach(
                        line -> out.println("      standard error: " + DisplayText.line(line)));
                out.println("      ./jet conformance repro " + question.id() + agent.repro(seed));
            }
        }
        if (pool.offers("deque.workload")) {
            WorkloadJudge.WEAKER.forEach((feature, words) -> {
                if (!pool.offers(feature)) {
                    out.println("[--]  histories of deque.workload are judged by a weaker model: " + words);
                }
            });
        }
        if (!lacking.isEmpty()) {
            out.println("[  ]  not announced, so their cases are unsupported: " + String.join(" ", lacking));
        }
        return bad;
    }

    /** Every feature that a case needs. */
    private static Set<String> features(List<CorpusCase> cases) {
        Set<String> features = new TreeSet<>();
        cases.forEach(each -> features.addAll(each.requires()));
        features.removeIf(feature -> feature.startsWith("profile.") || CaseInfo.excludes(feature));
        return features;
    }

    /** The case of a feature that needs the least beside it, all of which is announced; null if there is none. */
    private static @Nullable CorpusCase question(List<CorpusCase> cases, String feature, AgentPool pool) {
        return cases.stream().filter(each -> each.profile().equals("tagged") && !each.kind().equals("negative")
                && each.requires().contains(feature) && each.info(0).runs(pool::offers))
                .min(Comparator.comparingInt(each -> each.requires().size())).orElse(null);
    }

    /**
     * @param wrong what is wrong with the answer; empty if the case passes
     * @param stderr the end of what the agent wrote to its standard error
     */
    private record Answered(String wrong, String stderr) {}

    private static Answered ask(AgentPool pool, CorpusCase question, long seed) {
        CurrentCase.enter(pool, question.info(seed));
        String wrong = "";
        String stderr = "";
        try {
            CaseExecution.play(question);
        } catch (VerdictError error) {
            wrong = error.detail();
        } finally {
            CaseRun run = CurrentCase.exit();
            if (run != null) {
                stderr = run.stderrTail();
                run.close();
            }
        }
        return new Answered(wrong, stderr);
    }

}
