package dev.jetvm.conformance.property;

import dev.jetvm.conformance.model.ChannelModel.Case;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A random sequence of operations of several tasks on a few channels. */
record ChannelActions(List<Action> actions) {
    private static final int CHANNELS = 3;
    private static final int MOST_ACTIONS = 30;
    private static final int MOST_CASES = 4;
    static final List<Integer> UNBUFFERED = Collections.nCopies(CHANNELS, 0);
    static final List<Integer> BUFFERED = List.of(1, 2, 3);
    static final List<Integer> MIXED = List.of(0, 1, 2);
    /** How often each kind is drawn. What follows a close is the same for the rest of the sequence, so a close is rare. */
    private static final Map<Kind, Integer> SHARES = Map.of(Kind.CLOSE, 1, Kind.CANCEL, 3);
    private static final int SHARE = 5;

    /** What a task or the main program does. */
    enum Kind {
        SEND, RECEIVE, TRY_SEND, TRY_RECEIVE, CLOSE, CANCEL, SELECT, SELECT_OR_NOT
    }

    /** Which cases a select has. */
    enum Cases {
        SENDS(List.of(true)), RECEIVES(List.of(false)), BOTH(List.of(true, false));

        private final List<Boolean> directions;

        Cases(List<Boolean> directions) {
            this.directions = directions;
        }
    }

    /** @param number of the channel, or which operation is cancelled */
    record Action(Kind kind, int number, List<Case> cases) {

        void perform(ChannelSession session) {
            int channel = number % CHANNELS;
            switch (kind) {
                case SEND -> session.single(new Case(true, channel));
                case RECEIVE -> session.single(new Case(false, channel));
                case TRY_SEND -> session.attempt(new Case(true, channel));
                case TRY_RECEIVE -> session.attempt(new Case(false, channel));
                case CLOSE -> session.close(channel);
                case CANCEL -> session.cancel(number);
                case SELECT -> session.select(cases, true);
                case SELECT_OR_NOT -> session.select(cases, false);
            }
        }

        @Override
        public String toString() {
            return switch (kind) {
                case SELECT, SELECT_OR_NOT -> kind + " " + cases;
                default -> kind + " " + number;
            };
        }
    }

    /** Sequences of these kinds besides sends and receives. */
    static Arbitrary<ChannelActions> of(Cases cases, Kind... further) {
        List<Kind> kinds = new ArrayList<>();
        Arbitrary<Case> each = Combinators.combine(Arbitraries.of(cases.directions),
                Arbitraries.integers().between(0, CHANNELS - 1)).as(Case::new);
        add(kinds, Kind.SEND);
        add(kinds, Kind.RECEIVE);
        for (Kind kind : further) {
            add(kinds, kind);
        }
        return Combinators.combine(Arbitraries.of(kinds), Arbitraries.integers().between(0, MOST_ACTIONS),
                each.list().ofMinSize(1).ofMaxSize(MOST_CASES)).as(Action::new).list().ofMinSize(1)
                .ofMaxSize(MOST_ACTIONS)
                .map(ChannelActions::new);
    }

    private static void add(List<Kind> kinds, Kind kind) {
        kinds.addAll(Collections.nCopies(SHARES.getOrDefault(kind, SHARE), kind));
    }

    /** Performs the sequence on channels of these capacities, and asks for all results at the end. */
    void perform(List<Integer> capacities) {
        perform(capacities, _ -> {});
    }

    /** @param observation is made after each operation */
    void perform(List<Integer> capacities, Consumer<ChannelSession> observation) {
        ChannelSession session = new ChannelSession(capacities);
        for (Action action : actions) {
            action.perform(session);
            observation.accept(session);
        }
        session.finish();
    }
}
