package dev.jetvm.conformance.workload;

import java.util.List;

/**
 * Why no order of the operations of a history explains it.
 *
 * @param entries the operations that contradict each other
 */
public record Violation(String sentence, List<HistoryEntry> entries) {
    public Violation {
        entries = List.copyOf(entries);
    }

    static Violation of(String sentence, HistoryEntry... entries) {
        return new Violation(sentence, List.of(entries));
    }

    @Override
    public String toString() {
        return entries.isEmpty()
                ? sentence
                : sentence + ": " + String.join("; ", entries.stream()
                        .map(HistoryEntry::toString).toList());
    }
}
