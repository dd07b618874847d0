package dev.jetvm.reports.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What was run, on what, how.
 *
 * @param suite version of the suite
 * @param spec version of the specification
 * @param protocol version of the protocol
 * @param impl what the implementation said of itself
 * @param command how it was started
 * @param host system and processors
 * @param seed as a decimal string; replays every random choice
 * @param sample the part of the selected cases that was chosen at random by the seed, {@code 1/4}; null for all of them
 * @param argv the arguments of the command
 * @param started ISO 8601, UTC
 * @param seconds how long the cases took
 * @param executions cases that were run, repetitions counted
 * @param strays what agents did wrong between cases, when no case was to blame
 */
public record RunInfo(String suite, String spec, int protocol, JsonNode impl, String command, String host, String seed,
        @Nullable String sample, List<String> argv, String started, double seconds, int executions,
        List<String> strays) {}
