package dev.jetvm.runtime.object;

import static dev.jetvm.runtime.memory.Alignment.roundUp;
import static dev.jetvm.runtime.object.LayoutConstants.FIRST_FIELD;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The bytes of a struct that are taken, and the holes between them, while fields are placed one by one. */
final class Placement {
    private final List<Long> offsets;
    private final List<Hole> holes = new ArrayList<>();
    private long end = FIRST_FIELD;

    private record Hole(long start, long end) {}

    Placement(int fields) {
        offsets = new ArrayList<>(Collections.nCopies(fields, 0L));
    }

    /** @param append whether holes stay empty, as in C */
    void place(int index, FieldType type, boolean append) {
        offsets.set(index, append ? append(type) : firstFit(type));
    }

    private long firstFit(FieldType type) {
        for (int k = 0; k < holes.size(); k++) {
            Hole hole = holes.get(k);
            long at = roundUp(hole.start, type.align());
            // A field of size 0 needs a free byte to lie at, but does not take it (STRUCT-02).
            if (at + Math.max(1, type.size()) <= hole.end) {
                holes.remove(k);
                addHole(k, at + type.size(), hole.end);
                addHole(k, hole.start, at);
                return at;
            }
        }
        return append(type);
    }

    private long append(FieldType type) {
        long at = roundUp(end, type.align());
        addHole(holes.size(), end, at);
        end = at + type.size();
        return at;
    }

    private void addHole(int index, long start, long stop) {
        if (start < stop) {
            holes.add(index, new Hole(start, stop));
        }
    }

    List<Long> offsets() {
        return List.copyOf(offsets);
    }

    long end() {
        return end;
    }
}
