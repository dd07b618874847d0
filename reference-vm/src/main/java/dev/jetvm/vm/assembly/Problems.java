package dev.jetvm.vm.assembly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Faults of one text as they are met; a phase that found some ends the assembly. */
final class Problems {
    /** More would not be read. */
    static final int MOST = 20;

    private final String text;
    private final List<Fault> faults = new ArrayList<>();

    Problems(String text) {
        this.text = text;
    }

    void add(Fault fault) {
        faults.add(fault);
    }

    /** Runs a part of the work; what it meets is kept, and the work goes on behind it. */
    void guard(Runnable work) {
        try {
            work.run();
        } catch (Fault fault) {
            add(fault);
        }
    }

    /** Ends a phase. @throws AssemblyException if there were faults; the one that stands first in the text leads */
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
            // Half of a pair counts two: a pair has four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
