package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.workload.WorkloadJudge;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Random programs on a work-stealing deque, compared with a list, and random races, whose histories are judged. */
@Tag("kind:property")
@Tag("level:must")
class DequeProps {

    /** The operations of a program. */
    enum Action {
        PUSH, POP, STEAL
    }

    /** One operation, performed several times. */
    record Burst(Action action, int count) {}

    @Provide
    Arbitrary<List<Burst>> programs() {
        // Bursts beyond the capacity of a new array of most implementations: growth happens, also across its end.
        return Combinators.combine(Arbitraries.of(Action.class), Arbitraries.integers().between(1, 90)).as(Burst::new)
                .list().ofMaxSize(14);
    }

    @Property(tries = 60)
    @Tag("id:prop-deque-model")
    @Tag("requires:deque.core")
    @Tag("DEQ-01")
    @Tag("DEQ-02")
    @Tag("DEQ-04")
    @Tag("DEQ-07")
    @Tag("DEQ-08")
    @Tag("SCHED-04")
    void aDequeIsAList(@ForAll("programs") List<Burst> program) {
        Ask.op("deque.new").with("into", "$d").sendOk();
        Deque<Long> model = new ArrayDeque<>();
        long next = 0;
        for (Burst burst : program) {
            for (int k = 0; k < burst.count; k++) {
                switch (burst.action) {
                    case PUSH -> {
                        Ask.op("deque.push").with("deque", "$d").with("value", next).sendOk();
                        model.addLast(next++);
                    }
                    case POP -> takes("deque.pop", model.pollLast());
                    case STEAL -> takes("deque.steal", model.pollFirst());
                }
            }
        }
        while (!model.isEmpty()) {
            takes("deque.pop", model.pollLast());
        }
        takes("deque.pop", null);
        takes("deque.steal", null);
    }

    private static void takes(String op, @Nullable Long expected) {
        Reply reply = Ask.op(op).with("deque", "$d").send();
        if (expected != null) {
            reply.is(Wire.object().put("value", expected));
        } else if (reply.answer().outcome() != Outcome.EMPTY) {
            throw reply.unlike(Wire.object().put("outcome", "empty"), "was expected to find the deque empty");
        }
    }

    @Property(tries = 40)
    @Tag("id:prop-deque-history")
    @Tag("requires:workload.run")
    @Tag("requires:deque.workload")
    @Tag("DEQ-03")
    @Tag("DEQ-05")
    @Tag("DEQ-07")
    @Tag("CONF-24")
    void aHistoryCanBeExplained(@ForAll @IntRange(min = 1, max = 60) int rounds,
            @ForAll @IntRange(min = 1, max = 70) int pushes, @ForAll @IntRange(max = 70) int pops,
            @ForAll @IntRange(min = 1, max = 3) int thieves, @ForAll @IntRange(min = 1, max = 800) int steals,
            @ForAll @IntRange(max = 1000) int seed) {
        int repeat = Math.max(1, Math.min(rounds, 2000 / (pushes + pops)));
        ArrayNode threads = Wire.object().arrayNode();
        ArrayNode owner = threads.addArray();
        owner.addObject().put("repeat", repeat).putArray("do").add(step("push", pushes)).add(step("pop", pops));
        owner.add(step("pop", repeat * pushes + 1));
        for (int k = 0; k < thieves; k++) {
            threads.addArray().add(step("steal", steals));
        }
        Reply reply = Ask.op(WorkloadJudge.OP).with("object", "deque").with("threads", threads)
                .with("seed", Integer.toString(seed)).sendOk();
        WorkloadJudge.check(reply.request(), reply.answer(), CurrentCase::offers);
    }

    private static ObjectNode step(String op, int count) {
        return Wire.object().put("op", op).put("count", count);
    }
}
