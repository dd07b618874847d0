package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.LongStack;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stack of a task: segments that double in size, frames in them. A frame lies in one segment,
 *
 * <pre>
 * return address       offset in the caller's code, and in the upper half the caller's operands without what it gave
 * saved frame pointer  of the caller, with flags
 * closure              what was called
 * slot 0 ...           callee or receiver, arguments, variables
 * operands             the last ones are outgoing arguments
 * index of the stack map
 * </pre>
 *
 * <p>in this order; the source draws it downward, so what comes later here has the lower address there. {@link FrameRoots}
 * shows it to the collector.
 *
 * @spec INTERP-02
 * @spec INTERP-06
 * @spec ERR-110
 * @spec ERR-112
 * @spec ERR-116
 */
public final class FrameStack {
    static final int FIRST_SEGMENT = 64 * 1024 / Long.BYTES;
    private static final int FIRST_WORDS = 32;
    private static final int FIRST_CODES = 4;
    private static final long[] NO_WORDS = {};
    private static final Code[] NO_CODES = {};
    /** Room that cleanups have after the stack overflowed, in words. */
    static final int RESERVE = 64 * 1024 / Long.BYTES;
    /** Frames that they may have beyond the limit. */
    static final int RESERVE_FRAMES = 64;
    public static final int NO_MAP = -1;
    /** Set in a saved frame pointer: the frame begins a segment. */
    static final long NEW_SEGMENT = 1L << 32;
    /** No instruction called the frame: it runs a function of the plan. */
    static final long OUTERMOST = 1L << 39;
    // Bits 40 to 42 are those of FrameObligations.
    /** The result is dropped. */
    static final long DISCARD = 1L << 33;
    /** The frame is a cleanup that an unwinding called. */
    static final long UNWINDING = 1L << 34;
    /** The frame is that of an {@code init}; its result is the last of {@link #receivers}. */
    public static final long RECEIVER = 1L << 35;
    /** The caller returns the result, too. */
    static final long RETURN_TOO = 1L << 36;
    /** Two bits: so many bytes before the return address an instruction begins that is executed again. */
    private static final int REPEAT_SHIFT = 37;
    private static final int REPEAT_MAX = 3;
    private static final long REPEAT = (long) REPEAT_MAX << REPEAT_SHIFT;
    /** Flags that the frame of a tail call takes over from the frame that it replaces. */
    static final long CALL_FLAGS = DISCARD | UNWINDING | RECEIVER | RETURN_TOO | REPEAT;

    /** Flags that decide how the caller continues. */
    static final long RETURN_FLAGS = DISCARD | UNWINDING | RETURN_TOO | REPEAT;
    /** With one of these flags, more than the frame itself changes when it is left. */
    public static final long LEAVE_FLAGS = RETURN_FLAGS | NEW_SEGMENT | OUTERMOST | FrameObligations.ANY;

    private final long nil;
    private final int maxWords;
    private final int maxFrames;
    /** The first one grows inside its nominal size until it is {@link #FIRST_SEGMENT} words long. */
    private final List<long[]> segments = new ArrayList<>(1);
    private final int firstSegment;
    private int segment;
    /** Words of all segments, the first with its nominal size. */
    private int total;
    /** Code of each frame, the outermost first. */
    @Nullable
    Code[] codes = NO_CODES;
    public int depth;
    /** Below this depth another frame neither exceeds the limit nor needs room in {@link #codes}. */
    public int simpleDepth;
    private boolean reserveOpen;

    /** The present segment. */
    public long[] words = NO_WORDS;
    /** Slot 0 of the innermost frame. */
    public int fp;
    /** Behind the last operand. */
    public int sp;
    /** Offset of the instruction that is executed. */
    int pc;
    /** Offset of the instruction that follows it. */
    public int next;
    /** Operands that the present instruction takes and that its stack map does not list. */
    int outgoing;
    /** Whether the run is between two instructions, where there need not be a stack map. */
    private boolean suspended = true;
    /** What the last run returned. */
    long result;
    /** Values of panics that are being unwound. */
    final LongStack payloads = new LongStack();
    /** Instances whose {@code init} runs, for the result of the call of the class: slot 0 may be assigned to. */
    public final LongStack receivers = new LongStack();
    final FrameObligations obligations = new FrameObligations();

    public FrameStack(long nil, int maxWords, int maxFrames) {
        this.nil = nil;
        this.result = nil;
        this.maxWords = maxWords;
        this.maxFrames = maxFrames;
        this.firstSegment = Math.min(FIRST_SEGMENT, maxWords);
        this.segments.add(words);
        this.total = firstSegment;
    }

    /** Whether the run stands between two instructions. */
    boolean isSuspended() {
        return suspended;
    }

    /** The run stops between two instructions, or continues. */
    public void suspend(boolean stops) {
        suspended = stops;
    }

    // --- operands ---

    /** An operand by its place from the top down: the top is 1. */
    long operand(int place) {
        return words[sp - place];
    }

    void push(long word) {
        words[sp++] = word;
    }

    void drop(int operands) {
        sp -= operands;
    }

    /** Puts a result in the place of the last operands. */
    void replace(int operands, long word) {
        sp -= operands;
        words[sp++] = word;
    }

    /** What was called to make the innermost frame. */
    long closure() {
        return words[fp - 1];
    }

    // --- frames ---

    public int depth() {
        return depth;
    }

    public boolean isEmpty() {
        return depth == 0;
    }

    /** Code of the innermost frame. */
    public Code code() {
        return code(depth - 1);
    }

    Code code(int frame) {
        return Objects.requireNonNull(codes[frame]);
    }

    int segment() {
        return segment;
    }

    long[] segment(int number) {
        return segments.get(number);
    }

    /** The saved frame pointer of the innermost frame, with its flags. */
    long flags() {
        return words[fp - 2];
    }

    void setFlags(long flags) {
        words[fp - 2] = flags;
    }

    /**
     * A frame for a call: slot 0 and the arguments are copied, other slots nil. The caller's state must be in
     * {@link #pc}, {@link #next} and {@link #sp}.
     *
     * @param first where slot 0 comes from; the arguments follow it
     * @param callerSp operands of the caller that stay
     * @throws PanicException {@code stack-overflow}; nothing is changed then
     */
    public void enter(Code code, long closure, long[] from, int first, int arguments, int callerSp, long flags) {
        long changed = flags;
        if (depth == 0) {
            changed |= OUTERMOST;
        }
        int base = depth == 0 ? 0 : fp + code().extent;
        int need = Code.HEADER + code.extent;
        if (depth >= maxFrames + (reserveOpen ? RESERVE_FRAMES : 0)) {
            throw overflow("more than " + maxFrames + " frames");
        }
        int savedFp = fp;
        if (need > words.length - base && !growFirst(base + need)) {
            nextSegment(need);
            base = 0;
            changed |= NEW_SEGMENT;
        }
        long[] s = words;
        s[base] = (long) callerSp << Integer.SIZE | next;
        s[base + 1] = savedFp | changed;
        s[base + 2] = closure;
        int slot = base + Code.HEADER;
        for (int k = 0; k <= arguments; k++) {
            s[slot + k] = from[first + k];
        }
        int end = slot + code.slots;
        for (int k = slot + arguments + 1; k < end; k++) {
            s[k] = nil;
        }
        s[slot + code.mapSlot()] = NO_MAP;
        if (depth == codes.length) {
            codes = Arrays.copyOf(codes, Math.max(FIRST_CODES, depth * 2));
            simpleDepth = Math.min(codes.length, maxFrames);
        }
        codes[depth++] = code;
        fp = slot;
        sp = end;
        pc = 0;
        next = 0;
    }

    private static PanicException overflow(String why) {
        return new PanicException(PanicCode.STACK_OVERFLOW, "the stack overflows: " + why);
    }

    /** Makes the first segment longer, if it is the present one and may hold so many words. */
    private boolean growFirst(int need) {
        if (segment != 0 || need > firstSegment) {
            return false;
        }
        words = Arrays.copyOf(words, Math.min(firstSegment, Math.max(need, Math.max(FIRST_WORDS, 2 * words.length))));
        segments.set(0, words);
        return true;
    }

    private void nextSegment(int need) {
        if (segment + 1 < segments.size()) {
            if (segments.get(segment + 1).length >= need) {
                words = segments.get(++segment);
                return;
            }
            total -= segments.removeLast().length;
        }
        int left = maxWords + (reserveOpen ? RESERVE : 0) - total;
        int size = (int) Math.min((long) FIRST_SEGMENT << Math.min(segments.size(), 16), left);
        if (size < need) {
            size = need;
            if (left < need) {
                throw overflow("more than " + maxWords * (long) Long.BYTES + " bytes");
            }
        }
        words = new long[size];
        total += size;
        segments.add(words);
        segment++;
    }

    /**
     * Drops the innermost frame: the caller continues after its call, with the operands that it had. One segment beyond the
     * present is kept (ERR-110).
     *
     * @return the flags of the frame
     */
    public long leave() {
        long saved = words[fp - 2];
        long back = words[fp - Code.HEADER];
        next = (int) back;
        sp = (int) (back >>> Integer.SIZE);
        fp = (int) saved;
        depth--;
        if ((saved & NEW_SEGMENT) != 0) {
            segment--;
            words = segments.get(segment);
            while (segments.size() > segment + 2) {
                total -= segments.removeLast().length;
            }
        }
        return saved;
    }

    /** Another frame, of this code. There must be room. */
    public void pushFrame(Code code) {
        // Storing a reference costs Java a barrier; the same function mostly comes back to the same depth.
        if (codes[depth] != code) {
            codes[depth] = code;
        }
        depth++;
    }

    /** Flags of a frame whose caller executes its present instruction again once the frame is left. */
    long repeating() {
        int length = next - pc;
        if (length > REPEAT_MAX) {
            throw new IllegalStateException("an instruction of %d bytes cannot be repeated".formatted(length));
        }
        return (long) length << REPEAT_SHIFT;
    }

    /** How many bytes before the return address the caller continues. @param flags of the frame that is left */
    static int repeated(long flags) {
        return (int) (flags >>> REPEAT_SHIFT) & REPEAT_MAX;
    }

    /** Gives the innermost frame a flag. */
    void mark(long flag) {
        words[fp - 2] |= flag;
    }

    /** Told of each frame, the innermost first. */
    @FunctionalInterface
    interface FrameVisitor {
        /** @param at offset of the instruction that runs, or of the last byte of the call that was made */
        void frame(Code code, int at);
    }

    /** Shows every frame, innermost first. @spec DBG-04 @spec ERR-232 */
    void forEachFrame(FrameVisitor visitor) {
        int at = fp;
        int in = segment;
        int place = pc;
        for (int k = depth - 1; k >= 0; k--) {
            visitor.frame(code(k), place);
            long[] s = segments.get(in);
            place = (int) s[at - Code.HEADER] - 1;
            long saved = s[at - 2];
            at = (int) saved;
            in -= (saved & NEW_SEGMENT) != 0 ? 1 : 0;
        }
    }

    /** Lets cleanups have the reserve. */
    void openReserve(boolean open) {
        reserveOpen = open;
    }

    /** Drops everything. */
    void clear() {
        depth = 0;
        segment = 0;
        words = segments.getFirst();
        while (segments.size() > 1) {
            total -= segments.removeLast().length;
        }
        fp = 0;
        sp = 0;
        obligations.clear();
        payloads.cut(0);
        receivers.cut(0);
        reserveOpen = false;
    }
}
