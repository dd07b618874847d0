package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The runs of a program that may have several outcomes. One run shows one outcome, so the program is run several times
 * as the implementation likes to run it, and, where the implementation offers that, under schedules that are drawn.
 *
 * @spec CONF-25
 */
final class OutcomeRuns {
    private static final int PLAIN = 10;
    private static final int SCHEDULED = 40;
    private static final int REPEATED = 5;
    private static final String SCHEDULES = "vm.schedules";

    private OutcomeRuns() {}

    /** The steps of a program; one, if it has a single outcome. */
    static List<Step> of(Step.Sent sent, ObjectNode expected) {
        if (!expected.has("anyOf")) {
            return List.of(new Step(sent, expected));
        }
        List<Step> steps = new ArrayList<>();
        for (int run = 0; run < PLAIN; run++) {
            steps.add(new Step(sent, expected));
        }
        for (int run = 0; run < SCHEDULED; run++) {
            // The last runs repeat the seeds of the first.
            int seed = 1 + run % (SCHEDULED - REPEATED);
            steps.add(new Step(scheduled(sent, seed), expected, Set.of(SCHEDULES)));
        }
        return steps;
    }

    private static Step.Sent scheduled(Step.Sent sent, int seed) {
        return switch (sent) {
            case Step.Message(Request request) -> new Step.Message(scheduled(request, seed));
            case Step.Program(Request text, Request binary) -> new Step.Program(scheduled(text, seed),
                    scheduled(binary, seed));
            case Step.Raw raw -> raw;
            case Step.Start start -> start;
        };
    }

    private static Request scheduled(Request request, int seed) {
        ObjectNode members = request.members().deepCopy();
        members.putObject("schedule").put("seed", seed);
        return new Request(request.op(), members);
    }
}
