package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import java.util.List;
import java.util.Optional;

/** Decides about the operations on one object: by a faster algorithm where one applies, otherwise by the search. */
final class Decision<S> {
    private final Model<S> model;
    private final Meter meter;
    private final boolean fastPaths;
    private int fast;

    Decision(Model<S> model, Meter meter, boolean fastPaths) {
        this.model = model;
        this.meter = meter;
        this.fastPaths = fastPaths;
    }

    Model<S> model() {
        return model;
    }

    Meter meter() {
        return meter;
    }

    /** How many decisions a faster algorithm made. */
    int fast() {
        return fast;
    }

    Search.Outcome decide(List<Operation> operations) {
        Optional<Boolean> decided = fastPaths
                ? model.fastPath().flatMap(path -> path.decide(operations))
                : Optional.empty();
        if (decided.isPresent()) {
            fast++;
            return decided.get() ? Search.Outcome.LINEARIZABLE : Search.Outcome.NOT;
        }
        return new Search<>(model, operations, meter).run();
    }

    boolean fails(List<Operation> operations) {
        return decide(operations) == Search.Outcome.NOT;
    }
}
