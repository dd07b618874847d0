package dev.jetvm.conformance.engine;

import dev.jetvm.conformance.agent.ExitStatus;
import dev.jetvm.conformance.corpus.Matcher;
import dev.jetvm.conformance.corpus.Source;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.FailureKind;
import dev.jetvm.conformance.session.Launch;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.conformance.text.DisplayText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Executes a process case, and compares the status and the output of the process with the expected ones. */
final class LaunchExecution {
    private static final Map<String, String> NAMES = Map.of("status", "exit status", "stdout", "standard output",
            "stderr", "standard error");
    private static final List<String> MEMBERS = List.of("status", "stdout", "stderr");

    /** Characters of one output in a message. */
    private static final int SHOWN = 400;

    private LaunchExecution() {}

    /** @throws VerdictError unless the process ends as expected, with the command that repeats it */
    static void play(CaseRun run, Launch launch, ObjectNode expected, Source source) {
        ObjectNode seen;
        try {
            seen = run.start(launch);
        } catch (VerdictError none) {
            throw run.transcript().isEmpty()
                    ? none
                    : new VerdictError(none.verdict(), none.detail() + command(run), expected, none.observed());
        }
        List<String> differences = differences(expected, seen);
        String unsent = seen.path(CaseRun.UNSENT).asString("");
        if (!unsent.isEmpty()) {
            differences.addFirst(unsent);
        }
        if (differences.isEmpty()) {
            return;
        }
        int status = seen.path("status").asInt();
        boolean signalled = status != expected.path("status").asInt() && ExitStatus.isSignal(status);
        String end = signalled || !unsent.isEmpty() ? "the command ended " + ExitStatus.describe(status) + "; " : "";
        throw new VerdictError(signalled ? Verdict.CRASH : Verdict.FAIL,
                end + String.join("; ", differences) + misplaced(expected, seen) + " (" + source + ")" + command(run),
                expected, seen, null, signalled ? FailureKind.LOST : FailureKind.WRONG_RESULT);
    }

    private static List<String> differences(ObjectNode expected, ObjectNode seen) {
        List<String> differences = new ArrayList<>();
        for (String member : MEMBERS) {
            JsonNode wanted = expected.path(member);
            ObjectNode one = JsonNodeFactory.instance.objectNode().set(member, wanted);
            new Matcher().compare(one, seen).ifPresent(difference -> {
                boolean pattern = wanted.asString("").startsWith("$");
                differences.add("%s: expected %s, observed %s".formatted(NAMES.get(member),
                        shown(pattern ? difference.expected().replace("\n", "\\n") : wanted.toString()),
                        shown(difference.observed())));
            });
        }
        return differences;
    }

    private static String shown(String text) {
        return DisplayText.cut(text, SHOWN);
    }

    /** The usual mistakes, in words. */
    private static String misplaced(ObjectNode expected, ObjectNode seen) {
        String out = seen.path("stdout").asString("");
        String err = seen.path("stderr").asString("");
        if (expected.path("stderr").asString("").isEmpty() || !err.isEmpty() || out.isEmpty()) {
            return "";
        }
        return out.length() > expected.path("stdout").asString("").length()
                ? "; what belongs to standard error is on standard output"
                : "";
    }

    private static String command(CaseRun run) {
        return "\nthe command: " + run.transcript().getLast().sent();
    }
}
