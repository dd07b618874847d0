package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import java.util.List;
import java.util.Set;

/** The example of the chapter Histories. */
// tag::model[]
final class CounterModel implements Model<Long> {
    @Override
    public Set<String> operations() {
        return Set.of("increment", "read");
    }

    @Override
    public Long initial() {
        return 0L;
    }

    @Override
    public List<Step<Long>> steps(Long state, Operation operation) {
        return operation.name().equals("read")
                ? List.of(Step.value(state, state))
                : List.of(Step.done(state + 1));
    }
}
// end::model[]
