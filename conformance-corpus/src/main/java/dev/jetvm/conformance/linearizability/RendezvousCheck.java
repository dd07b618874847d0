package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Outcomes;
import dev.jetvm.conformance.history.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides histories of an unbuffered channel that is never closed and whose sent values are all different.
 *
 * <p>A send and the receive of its value take effect at the same moment, so they have to overlap, and that suffices: each
 * pair can choose any moment that both have in common, since no order among pairs is required. This takes O(n).
 * (Concurrency-aware linearizability: N. Hemed, N. Rinetzky, V. Vafeiadis, Modular verification of concurrency-aware
 * linearizability, DISC 2015.)
 *
 * <p>A send that was answered and whose value was not received needs a pending receive that was called before the send
 * returned. Receives called earlier suit every send that later ones suit, so the sends are served in the order of their
 * returns.
 */
final class RendezvousCheck implements FastPath {
    private final Set<String> sends;
    private final Set<String> receives;

    RendezvousCheck(Set<String> sends, Set<String> receives) {
        this.sends = sends;
        this.receives = receives;
    }

    @Override
    public Optional<Boolean> decide(List<Operation> operations) {
        Map<Object, Operation> sent = new HashMap<>();
        List<Operation> received = new ArrayList<>();
        List<Integer> waiting = new ArrayList<>();
        for (Operation each : operations) {
            boolean ok = each.outcome().equals(Outcomes.OK);
            if (sends.contains(each.name()) && (each.pending() || ok && !each.result().equals(false))) {
                if (sent.put(each.argument(), each) != null) {
                    return Optional.empty();
                }
            } else if (receives.contains(each.name()) && each.pending()) {
                waiting.add(each.start());
            } else if (receives.contains(each.name()) && ok && !each.result().equals(Values.ABSENT)) {
                received.add(each);
            } else {
                return Optional.empty();
            }
        }
        for (Operation each : received) {
            Operation send = sent.remove(each.result());
            if (send == null || !send.overlaps(each)) {
                return Optional.of(false);
            }
        }
        return Optional.of(serve(sent.values().stream().filter(send -> !send.pending())
                .sorted(Comparator.comparingInt(Operation::end)).toList(), waiting));
    }

    private static boolean serve(List<Operation> sends, List<Integer> waiting) {
        List<Integer> calls = waiting.stream().sorted().toList();
        for (int i = 0; i < sends.size(); i++) {
            if (i >= calls.size() || calls.get(i) > sends.get(i).end()) {
                return false;
            }
        }
        return true;
    }
}
