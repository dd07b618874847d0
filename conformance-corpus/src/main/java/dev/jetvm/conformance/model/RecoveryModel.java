package dev.jetvm.conformance.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Panics at the end of recursions, and protected parts that recover them. The frames of a recursion have the numbers
 * from the depth down to 0; frame 0 panics.
 */
public final class RecoveryModel {
    /** What the cleanups of a round print. */
    public static final String INSIDE = "inside";
    public static final String OLDER = "older";
    /** What the handler of effects answers that was installed before the protected part. */
    public static final int ANSWER = 500;
    /** The slot of a round before the protected part, in it, and what a closure adds there. */
    public static final int BEFORE = 1;
    public static final int ASSIGNED = 2;
    public static final int ADDED = 10;
    /** Operands of a round below those of its protected part, the first one. */
    public static final int OPERAND = 700;

    /** How frame 0 panics. */
    public enum Kind {
        USER("user"), DIVISION("division-by-zero"), TYPE("type"), EFFECT("unhandled-effect");

        final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    /**
     * A recursion inside of a protected part. Frames whose number is a multiple have a cleanup, a handler of effects,
     * a protected part that has ended, or one that recovers and panics with the number of the frame; none has, if it
     * is a multiple of 0.
     *
     * @param operands how many operands the round has below its protected part
     */
    public record Round(int depth, Kind kind, int operands, int cleanups, int handlers, int endedParts, int parts) {}

    private RecoveryModel() {}

    public static Run run(List<Round> rounds) {
        List<String> printed = new ArrayList<>();
        rounds.forEach(round -> run(round, printed));
        return Run.returned(printed);
    }

    private static void run(Round round, List<String> printed) {
        String code = round.kind.code;
        String value = round.kind == Kind.USER ? "0" : "nil";
        for (int frame = 1; frame <= round.depth; frame++) {
            if (isMultiple(frame, round.parts)) {
                printed.add(code);
                printed.add(value);
                code = Kind.USER.code;
                value = Integer.toString(frame);
            }
            if (isMultiple(frame, round.cleanups)) {
                printed.add(Integer.toString(frame));
            }
        }
        printed.add(INSIDE);
        printed.add(code);
        printed.add(value);
        printed.add(Integer.toString(ASSIGNED + ADDED));
        printed.add(Integer.toString(ANSWER));
        for (int operand = round.operands - 1; operand >= 0; operand--) {
            printed.add(Integer.toString(OPERAND + operand));
        }
        printed.add(OLDER);
    }

    private static boolean isMultiple(int frame, int of) {
        return of > 0 && frame % of == 0;
    }
}
