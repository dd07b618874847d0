package dev.jetvm.runtime.object;

import static dev.jetvm.runtime.memory.Alignment.roundUp;
import static dev.jetvm.runtime.object.LayoutConstants.FIRST_FIELD;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The occupied bytes of a struct and the holes between them, while its fields are placed. */
final class Placement {
    private final List<Long> offsets;
    private final List<Hole> holes = new ArrayList<>();
    /** The end of the last occupied byte. */
    private long end = FIRST_FIELD;
    /** The largest end of a field; greater than {@link #end} if a field of size 0 is placed beyond it. */
    private long reach = FIRST_FIELD;

    private record Hole(long start, long end) {}

    Placement(int fields) {
        offsets = new ArrayList<>(Collections.nCopies(fields, 0L));
    }

    /** Places a field. @param append whether to leave holes empty, as in C */
    void place(int index, FieldType type, boolean append) {
        long at = append ? append(type) : type.size() == 0 ? free(type.align()) : firstFit(type);
        offsets.set(index, at);
        reach = Math.max(reach, at + type.size());
    }

    /** The offset of a field of size 0: a free byte, which stays free. The field does not split a hole (STRUCT-02). */
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
