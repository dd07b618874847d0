package dev.jetvm.conformance.linearizability;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The configurations that a search has visited: which operations are put in order, and the state after them. */
final class Configurations<S> {
    /** Bytes of a configuration without its words and its state: entry of a hash table, the record, the array. */
    private static final int FIXED = 96;
    private static final int STATE = 16;

    private final Set<Configuration> visited = new HashSet<>();
    private final Meter meter;

    Configurations(Meter meter) {
        this.meter = meter;
    }

    /** Whether the configuration was not visited before. */
    boolean add(long[] ordered, S state) {
        boolean added = visited
                .add(new Configuration(ordered, state, 31 * Arrays.hashCode(ordered) + state.hashCode()));
        if (added) {
            meter.remember(FIXED + 8L * ordered.length + size(state));
        }
        return added;
    }

    /** An estimate: values in collections are shared among states. */
    private static long size(Object state) {
        return switch (state) {
            case Collection<?> collection -> STATE + 8L * collection.size();
            case CharSequence text -> STATE + (long) text.length();
            default -> STATE;
        };
    }

    private record Configuration(long[] ordered, Object state, int hash) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Configuration(long[] words, Object otherState, int otherHash) && hash == otherHash
                    && Arrays.equals(ordered, words) && state.equals(otherState);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
