package dev.jetvm.reports.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The implementation, the environment and the options of a run.
 *
 * @param suite version of the suite
 * @param spec version of the specification
 * @param protocol version of the protocol
 * @param impl what the implementation announced about itself
 * @param command the command that started it
 * @param host system and processors
 * @param seed as a decimal string; replays every random choice
 * @param sample the fraction of the selected cases that the seed selected at random, {@code 1/4}; null for all of them
 * @param started ISO 8601, UTC
 * @param seconds duration of the cases
 * @param executions number of cases run, including repetitions
 * @param next the features not announced that would bring most, at most ten
 * @param core what of each stateful chapter is seen with its core
 * @param budgetFactor factor by which the time limits were multiplied, from 1: measured, or given by the user
 * @param filters the options that selected the cases, {@code -k gc-*}, one for each selection of a joint report; empty if
 *        all cases were selected
 * @param expected ids of the cases that failed as the user's file of known failures says
 * @param strays faults of agents between cases, which belong to no case
 */
public record RunInfo(String suite, String spec, int protocol, JsonNode impl, String command, String host, String seed,
        @Nullable String sample, List<String> argv, String started, double seconds, int executions,
        List<String> strays, List<NextFeature> next, List<CoreShare> core, double budgetFactor,
        List<String> filters, List<String> expected) {

    /** Older reports do not say what would come next or what was selected, and did not measure the machine. */
    public RunInfo {
        Objects.requireNonNull(impl, "its run has no impl");
        strays = ReportFile.whole(strays, "strays of its run");
        next = next == null ? List.of() : next;
        core = core == null ? List.of() : core;
        budgetFactor = Math.max(1, budgetFactor);
        filters = filters == null ? List.of() : filters;
        expected = expected == null ? List.of() : expected;
    }

    /** The same run with these cases as known failures. */
    RunInfo expecting(List<String> ids) {
        return new RunInfo(suite, spec, protocol, impl, command, host, seed, sample, argv, started, seconds, executions,
                strays, next, core, budgetFactor, filters, ids);
    }

    /** Name and version of the implementation. */
    public String name() {
        return (impl.path("name").asString("unnamed") + " " + impl.path("version").asString("")).strip();
    }
}
