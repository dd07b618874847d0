package dev.jetvm.reports.model;

import dev.jetvm.conformance.agent.ExchangeTimes;
import dev.jetvm.conformance.agent.ExchangeTimes.Wait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Where the time of a run went. All times are in seconds; those of cases and waits are sums over all agents, so that a
 * run of ten seconds with two agents has twenty.
 *
 * @param elapsed from the first case to the last
 * @param agents maximum number of agents at a time
 * @param inCases the durations of all cases, without the time in which they waited for an agent to be free
 * @param waiting the part of it, and of the time between cases, that was spent waiting for answers
 * @param requests number of answers received
 * @param started number of processes that were started
 * @param light the cases that took at most {@link #LIGHT_MILLIS}
 * @param operations the waits by operation, longest first
 * @param kinds the durations of cases by kind of case, longest first
 * @param chapters the durations of cases by chapter, longest first
 * @param longest the longest cases
 */
public record RunProfile(double elapsed, int agents, double inCases, double waiting, long requests, long started,
        Part light, List<Wait> operations, List<Part> kinds, List<Part> chapters, List<Part> longest) {
    /** Longest duration of a light case in milliseconds: a few requests that compute little. */
    public static final double LIGHT_MILLIS = 1;
    private static final int LONGEST_SHOWN = 20;

    /** The cases of one part of the suite and the sum of their durations in seconds. */
    public record Part(String name, int cases, double seconds) {

        /** Cases a second if as many agents work at the same time. */
        public double rate(int agents) {
            return seconds == 0 ? 0 : cases / seconds * agents;
        }
    }

    /** The profile of a run that has ended. */
    public static RunProfile of(Report report, ExchangeTimes times, long started, int agents) {
        List<CaseResult> cases = report.results().stream().filter(CaseResult::ran).toList();
        List<Wait> waits = times.byOperation();
        return new RunProfile(report.run().seconds(), agents,
                Math.max(0, seconds(cases) - times.queuedSeconds()),
                waits.stream().mapToDouble(Wait::seconds).sum(), waits.stream().mapToLong(Wait::count).sum(),
                started, part("light", cases.stream().filter(each -> each.duration() <= LIGHT_MILLIS).toList()),
                waits, parts(cases, CaseResult::kind), parts(cases, CaseResult::chapter),
                cases.stream().sorted(Comparator.comparingDouble(CaseResult::duration).reversed())
                        .limit(LONGEST_SHOWN).map(each -> part(each.id(), List.of(each))).toList());
    }

    private static List<Part> parts(List<CaseResult> cases, Function<CaseResult, String> by) {
        Map<String, List<CaseResult>> groups = new LinkedHashMap<>();
        cases.forEach(each -> groups.computeIfAbsent(by.apply(each), _ -> new ArrayList<>()).add(each));
        return groups.entrySet().stream().map(entry -> part(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Part::seconds).reversed()).toList();
    }

    private static Part part(String name, List<CaseResult> cases) {
        return new Part(name, cases.size(), seconds(cases));
    }

    private static double seconds(List<CaseResult> cases) {
        return cases.stream().mapToDouble(CaseResult::duration).sum() / 1e3;
    }
}
