package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import java.util.List;
import java.util.Set;

/** A structure that follows its model except for one fault, which it has now and then. */
final class FaultyModel<S> implements Model<S> {

    /** What the structure does instead; an empty list if there is no occasion for the fault. */
    @FunctionalInterface
    interface Fault<S> {
        List<Step<S>> instead(S state, Operation operation);
    }

    private final Model<S> model;
    private final int period;
    private final Fault<S> fault;
    private int occasions;

    /** @param period every how many occasions the fault happens */
    FaultyModel(Model<S> model, int period, Fault<S> fault) {
        this.model = model;
        this.period = period;
        this.fault = fault;
    }

    @Override
    public Set<String> operations() {
        return model.operations();
    }

    @Override
    public S initial() {
        return model.initial();
    }

    @Override
    public boolean accepts(S state) {
        return model.accepts(state);
    }

    @Override
    public List<Step<S>> steps(S state, Operation operation) {
        List<Step<S>> wrong = fault.instead(state, operation);
        return !wrong.isEmpty() && ++occasions % period == 0 ? wrong : model.steps(state, operation);
    }
}
