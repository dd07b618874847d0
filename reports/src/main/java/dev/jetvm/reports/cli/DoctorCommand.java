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
import dev.jetvm.reports.model.CoreShare;
import dev.jetvm.reports.model.NextFeature;
import dev.jetvm.reports.render.Terminal;
import dev.jetvm.reports.run.ExitCode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
            out.println("[no]  It does not start and greet: " + DisplayText.line(error.detail()));
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
        int bad = questions(out, pool, hello, seed);
        next(out, pool, seed);
        out.println(bad == 0
                ? "Everything announced answers its first question. Next: ./jet conformance --impl ..."
                : bad + " of the announced features do not answer their first question; mend those first.");
        return bad == 0 ? ExitCode.CONFORMANT : ExitCode.FAILURES;
    }

    /** Prints which feature would bring most. */
    private static void next(PrintWriter out, AgentPool pool, long seed) {
        List<CaseInfo> cases = Corpus.load().stream().map(each -> each.info(seed)).toList();
        long runs = cases.stream().filter(each -> pool.offers("profile." + each.profile())
                && each.requires().stream().allMatch(pool::offers)).count();
        out.println("With what is announced, " + runs + " of " + cases.size()
                + " cases of the corpus run (scenarios and properties not counted).");
        CoreShare.of(cases, RuleBook.load(), CoreFeatures.load()).forEach(share -> out.printf(
                "core of %-24s %3d of %3d cases, %2d of %2d clauses: %s%n", share.chapter(), share.coreCases(),
                share.cases(), share.coreClauses(), share.clauses(), String.join(" ", share.features())));
        NextFeature.of(cases, pool::offers).stream().limit(NEXT_SHOWN).forEach(each -> out.println("next: " + each));
    }

    private int questions(PrintWriter out, AgentPool pool, ObjectNode hello, long seed) {
        Map<String, CorpusCase> first = firstQuestions();
        int bad = 0;
        int announced = 0;
        for (Map.Entry<String, CorpusCase> question : new TreeMap<>(first).entrySet()) {
            if (!announces(hello, question.getKey())) {
                out.println("[  ]  " + question.getKey() + " is not announced; its cases will be unsupported");
                continue;
            }
            announced++;
            String wrong = ask(pool, question.getValue(), seed);
            out.println((wrong.isEmpty() ? "[ok]  " : "[no]  ") + question.getKey() + ": "
                    + question.getValue().title() + (wrong.isEmpty() ? "" : ": " + DisplayText.line(wrong)));
            if (!wrong.isEmpty()) {
                bad++;
                out.println("      ./jet conformance repro " + question.getValue().id() + agent.repro(seed));
            }
        }
        if (announced == 0) {
            out.println(
                    "[no]  Nothing is announced: capabilities of hello is an object of chapters with lists of levels,");
            out.println("      {\"value\":[\"words\"]}");
            return 1;
        }
        return bad;
    }

    /** Runs a case and describes what is wrong with the answer; empty if the case passes. */
    private static String ask(AgentPool pool, CorpusCase question, long seed) {
        CurrentCase.enter(pool, question.info(seed));
        try {
            CaseExecution.play(question);
            return "";
        } catch (VerdictError error) {
            return error.detail();
        } finally {
            CaseRun run = CurrentCase.exit();
            if (run != null) {
                run.close();
            }
        }
    }

    /** The first example of each feature that requires only that feature. */
    private static Map<String, CorpusCase> firstQuestions() {
        Map<String, CorpusCase> first = new LinkedHashMap<>();
        for (CorpusCase each : Corpus.load()) {
            if (each.requires().size() == 1 && each.kind().equals("example") && each.profile().equals("tagged")) {
                first.putIfAbsent(each.requires().iterator().next(), each);
            }
        }
        return first;
    }

    private static boolean announces(ObjectNode hello, String feature) {
        int dot = feature.indexOf('.');
        for (var level : hello.path("capabilities").path(feature.substring(0, dot))) {
            if (level.asString("").equals(feature.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }
}
