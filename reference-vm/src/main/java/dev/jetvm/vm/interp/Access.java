package dev.jetvm.vm.interp;

import java.util.List;
import java.util.Locale;

/**
 * What a step of a controlled run touches that other tasks may touch too. Two steps of different tasks that do not
 * conflict have the same effect in both orders.
 *
 * @param all whether the step may affect any other
 * @param touches the places it reads or writes
 * @spec SCHED-29
 */
public record Access(boolean all, List<Touch> touches) {
    /** Touches nothing, but is a place where others may run. */
    static final Access NONE = new Access(false, List.of());
    /** May affect every other step. */
    static final Access ALL = new Access(true, List.of());

    /** What can be touched. */
    public enum Kind {
        GLOBAL, OBJECT, VARIABLE, OUTPUT, SPAWNING, END, SCOPE, PERMIT, TIMERS, CHANNEL
    }

    /**
     * A place.
     *
     * @param number of the object or task; {@link #ANY} if it is not known which one
     * @param name of the variable, or empty
     */
    public record Place(Kind kind, long number, String name) {
        /** Any place of the kind. */
        static final long ANY = -1;

        boolean overlaps(Place other) {
            return kind == other.kind && name.equals(other.name)
                    && (number == other.number || number == ANY || other.number == ANY);
        }

        @Override
        public String toString() {
            String what = kind.name().toLowerCase(Locale.ROOT);
            return name.isEmpty() ? what : what + " " + name;
        }
    }

    /** How a place is touched. Two reads do not conflict, nor do two additions to a count. */
    public enum Mode {
        READ, ADD, WRITE;

        boolean commutesWith(Mode other) {
            return this == other && this != WRITE;
        }
    }

    /** A place and how it is touched. */
    public record Touch(Place place, Mode mode) {}

    static Access read(Kind kind, long number) {
        return new Access(false, List.of(new Touch(new Place(kind, number, ""), Mode.READ)));
    }

    static Access write(Kind kind, long number) {
        return new Access(false, List.of(new Touch(new Place(kind, number, ""), Mode.WRITE)));
    }

    static Access global(String name, Mode mode) {
        return new Access(false, List.of(new Touch(new Place(Kind.GLOBAL, 0, name), mode)));
    }

    /** Returns whether the step touched nothing and only let others run. */
    public boolean isOffer() {
        return !all && touches.isEmpty();
    }

    /** Returns whether the step only read, or touched nothing. */
    boolean isPassive() {
        return !all && touches.stream().allMatch(touch -> touch.mode == Mode.READ);
    }

    /** Returns whether the order of the two steps may matter. */
    public boolean conflicts(Access other) {
        if (all || other.all) {
            return true;
        }
        for (Touch mine : touches) {
            for (Touch theirs : other.touches) {
                if (!mine.mode.commutesWith(theirs.mode) && mine.place.overlaps(theirs.place)) {
                    return true;
                }
            }
        }
        return false;
    }
}
