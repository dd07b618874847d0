package dev.jetvm.reports.heap;

import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Operations;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.Setting;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.conformance.text.DisplayText;
import dev.jetvm.reports.model.HeapPortrait;
import dev.jetvm.reports.model.HeapPortrait.Collected;
import dev.jetvm.reports.model.HeapPortrait.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Executes the script against an agent and inspects the heap after each step. A fault of the agent ends the script
 * early.
 */
public final class HeapPainter {
    /** Features that an implementation must announce for a portrait, in addition to at least one of {@link #VIEWS}. */
    private static final Set<String> NEEDED = Set.of("heap.core", "gc.collect");
    private static final Set<String> VIEWS = Set.of("heap.lines", "heap.usage", "heap.dump");
    private static final int SHOWN = 200;

    private final CaseRun run;
    private final List<String> notes = new ArrayList<>();

    private HeapPainter(CaseRun run) {
        this.run = run;
    }

    /** Whether a case tests a feature that a portrait shows. */
    public static boolean concerns(CaseInfo info) {
        return info.requires().stream().anyMatch(VIEWS::contains);
    }

    /**
     * Paints the portrait; empty if the implementation does not announce the required features.
     *
     * @param offers whether a feature is announced
     */
    public static Optional<HeapPortrait> paint(SuiteSession session, Predicate<String> offers, long seed) {
        if (!NEEDED.stream().allMatch(offers) || VIEWS.stream().noneMatch(offers)) {
            return Optional.empty();
        }
        CaseInfo info = new CaseInfo("heap-portrait", "the portrait of the heap", List.of(), "may", "probe", NEEDED,
                Setting.TAGGED, false, seed);
        List<Step> steps = new ArrayList<>();
        try (CaseRun run = session.begin(info)) {
            for (PortraitScript.Step step : PortraitScript.steps()) {
                steps.add(new HeapPainter(run).step(step));
            }
            return Optional.of(new HeapPortrait(steps, ""));
        } catch (VerdictError error) {
            return Optional.of(new HeapPortrait(steps, "The portrait ends after " + steps.size() + " of "
                    + PortraitScript.steps().size() + " steps: " + line(error.detail())));
        }
    }

    private Step step(PortraitScript.Step step) {
        Collected collected = null;
        for (Request request : step.requests()) {
            List<String> lacking = Operations.features(request).stream().filter(feature -> !run.offers(feature))
                    .toList();
            if (!lacking.isEmpty()) {
                notes.add(
                        "Left out: " + request.op() + ", because " + String.join(", ", lacking) + " is not announced.");
                continue;
            }
            Answer answer = run.call(request);
            if (answer.outcome() != Outcome.OK) {
                throw new VerdictError(Verdict.INCONCLUSIVE,
                        request.op() + " was answered " + said(answer));
            }
            if (request.op().equals("gc.collect") && run.offers("gc.counters") && run.offers("heap.policy")
                    && !answer.value().path("ignored").asBoolean(false)) {
                collected = read("collection", PortraitReader::collected, answer);
            }
        }
        HeapPortrait.Map map = see("picture", "heap.lines", Request.of("heap.map"), PortraitReader::map);
        HeapPortrait.Usage usage = see("usage", "heap.usage", Request.of("heap.usage"), PortraitReader::usage);
        List<HeapPortrait.Row> census = see("census", "heap.dump", Request.of("heap.census"),
                PortraitReader::census);
        HeapPortrait.Dump dump = see("dump", "heap.dump",
                new Request("heap.dump", Wire.object().put("limit", PortraitReader.OBJECTS_MAX)), PortraitReader::dump);
        return new Step(step.title(), step.text(), collected, usage, map, census == null ? List.of() : census, dump,
                List.copyOf(notes));
    }

    private <T> @Nullable T see(String part, String feature, Request request, Function<JsonNode, T> reader) {
        if (!run.offers(feature)) {
            notes.add("No " + part + ": " + feature + " is not announced.");
            return null;
        }
        return read(part, reader, run.call(request));
    }

    private <T> @Nullable T read(String part, Function<JsonNode, T> reader, Answer answer) {
        try {
            if (answer.outcome() != Outcome.OK) {
                throw new MalformedAnswer("the answer was " + said(answer));
            }
            return reader.apply(answer.value());
        } catch (MalformedAnswer malformed) {
            notes.add("No " + part + ": " + line(String.valueOf(malformed.getMessage())));
            return null;
        }
    }

    private static String said(Answer answer) {
        return (answer.outcome().wire() + " " + answer.code()).strip();
    }

    private static String line(String text) {
        return DisplayText.cut(text.replaceAll("\\s+", " ").strip(), SHOWN);
    }
}
