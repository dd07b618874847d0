package dev.jetvm.vm.assembly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the faults of one text. A phase with faults ends the assembly. */
final class Problems {
    /** The greatest number of faults reported. */
    static final int MOST = 20;

    private final String text;
    private final List<Fault> faults = new ArrayList<>();

    Problems(String text) {
        this.text = text;
    }

    void add(Fault fault) {
        faults.add(fault);
    }

    /** Runs a part of the work and records its fault, if any. */
    void guard(Runnable work) {
        try {
            work.run();
        } catch (Fault fault) {
            add(fault);
        }
    }

    /**
     * Ends a phase.
     *
     * @throws AssemblyException if there are faults; the first in text order leads
     */
    void check() {
        if (!faults.isEmpty()) {
            throw new AssemblyException(faults.stream().sorted(Comparator.comparingInt(Fault::place)).limit(MOST)
                    .map(this::located).toList(), faults.size());
        }
    }

    private Problem located(Fault fault) {
        int place = Math.min(fault.place(), text.length());
        int lineStart = text.lastIndexOf('\n', place - 1) + 1;
        int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        int column = 1 + text.codePointCount(lineStart, place);
        return new Problem(fault.code().wire(), bytes(place), line, column, fault.text(), fault.hint());
    }

    private long bytes(int place) {
        long bytes = 0;
        for (int k = 0; k < place; k++) {
            char c = text.charAt(k);
            // An unpaired surrogate counts two bytes, so that a pair counts four.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
