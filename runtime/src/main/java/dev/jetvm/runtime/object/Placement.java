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
    /** Behind the last byte that is taken. */
    private long end = FIRST_FIELD;
    /** The largest end of a field; beyond {@link #end} if a field of size 0 lies there. */
    private long reach = FIRST_FIELD;

    private record Hole(long start, long end) {}

    Placement(int fields) {
        offsets = new ArrayList<>(Collections.nCopies(fields, 0L));
    }

    /** @param append whether holes stay empty, as in C */
    void place(int index, FieldType type, boolean append) {
        long at = append ? append(type) : type.size() == 0 ? free(type.align()) : firstFit(type);
        offsets.set(index, at);
        reach = Math.max(reach, at + type.size());
    }

    /** A field of size 0 lies at a free byte, but does not take it, nor does it divide a hole (STRUCT-02). */
    private long free(int align) {
        return holes.stream().filter(hole -> roundUp(hole.start, align) < hole.end).findFirst()
                .map(hole -> roundUp(hole.start, align)).orElseGet(() -> roundUp(end, align));
    }

    private long firstFit(FieldType type) {
        for (int k = 0; k < holes.size(); k++) {
            Hole hole = holes.get(k);
            long at = roundUp(hole.start, type.align());
            if (at + type.size() <= hole.end) {
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

    /** The largest end of a field. */
    long end() {
        return reach;
    }
}
