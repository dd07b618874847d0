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
 * The stack of a task: segments of doubling size that contain frames. A frame occupies one segment and has this layout:
 *
 * <pre>
 * return address       offset in the caller's code; upper half: the caller's stack pointer without the call's operands
 * saved frame pointer  of the caller, with flags
 * closure              the callee
 * slot 0 ...           callee or receiver, arguments, variables
 * operands             the last ones are outgoing arguments
 * index of the stack map
 * </pre>
 *
 * <p>The source draws the stack downward: a field listed later here has a lower address there. {@link FrameRoots}
 * enumerates the roots for the collector.
 *
 * @spec INTERP-02
 * @spec INTERP-06
 * @spec PANIC-08
 * @spec TASK-04
 * @spec TASK-05
 * @spec TASK-06
 * @spec TASK-07
 * @spec TASK-09
 * @spec TASK-14
 * @spec ERR-110
 * @spec ERR-112
 * @spec ERR-116
 */
public final class FrameStack {
    private static final int FIRST_WORDS = 16;
    private static final int FIRST_CODES = 4;
    private static final long[] NO_WORDS = {};
    private static final LinkedFunction[] NO_CODES = {};
    /** What no word is ever pushed on; most tasks need no other. */
    private static final LongStack NONE = new LongStack();
    /** Words reserved for cleanups after a stack overflow. */
    static final int RESERVE = 64 * 1024 / Long.BYTES;
    /** Frames reserved for cleanups, beyond the limit. */
    static final int RESERVE_FRAMES = 64;
    public static final int NO_MAP = -1;
    /** Flag in a saved frame pointer: the frame is the first of its segment. */
    static final long NEW_SEGMENT = 1L << 32;
    /** The frame runs a function of the plan; no instruction called it. */
    static final long OUTERMOST = 1L << 39;
    // FrameObligations defines bits 40 to 42 and 44.
    /** The frame runs a cleanup, whose result is discarded. */
    static final long DISCARD = 1L << 33;
    /** The frame runs a cleanup that an unwinding called. */
    static final long UNWINDING = 1L << 34;
    /**
     * The frame runs a cleanup of a cancelled task. The caller may be between two instructions, where no stack map
     * exists, and is scanned completely.
     */
    static final long CALLER_SUSPENDED = 1L << 43;
    /** The outermost frame of a continuation that is unwound because it was not resumed. */
    static final long ABANDONED = 1L << 45;
    /** The frame runs an {@code init}; its result is the last of {@link #receivers}. */
    public static final long RECEIVER = 1L << 35;
    /** The caller returns the result of the frame as its own. */
    static final long RETURN_TOO = 1L << 36;
    /** Two bits: the distance in bytes from the instruction that is executed again to the return address. */
    private static final int REPEAT_SHIFT = 37;
    private static final int REPEAT_MAX = 3;
    private static final long REPEAT = (long) REPEAT_MAX << REPEAT_SHIFT;
    /** Flags that the frame of a tail call inherits from the frame that it replaces. */
    static final long CALL_FLAGS = DISCARD | UNWINDING | RECEIVER | RETURN_TOO | REPEAT
            | CALLER_SUSPENDED;

    /** Flags that determine how the caller continues. */
    static final long RETURN_FLAGS = DISCARD | UNWINDING | RETURN_TOO | REPEAT;
    /** Flags that require more than removing the frame when it is left. */
    public static final long LEAVE_FLAGS = RETURN_FLAGS | NEW_SEGMENT | OUTERMOST | FrameObligations.ANY;

    private final long nil;
    private final int maxWords;
    private final int maxFrames;
    /** The first segment, which grows up to its nominal size. */
    private long[] first = NO_WORDS;
    private List<long[]> further = List.of();
    /** Nominal size of the first segment in words. Each further one is of twice the size, as far as the limit allows. */
    private final int firstSegment;
    private int segment;
    /** Words of all segments; the first counts with its nominal size. */
    private int total;
    /** Code of each frame, outermost first. */
    @Nullable
    LinkedFunction[] codes = NO_CODES;
    public int depth;
    /** Below this depth a new frame neither exceeds the limit nor needs more space in {@link #codes}. */
    public int simpleDepth;
    private boolean reserveOpen;
    /** The number of frames that run cleanups. */
    private int cleanups;

    /** The present segment. */
    public long[] words = NO_WORDS;
    /** Index of slot 0 of the innermost frame in {@link #words}. */
    public int fp;
    /** Index in {@link #words} after the last operand. */
    public int sp;
    /** Offset of the current instruction. */
    int pc;
    /** Offset of the next instruction. */
    public int next;
    /** Number of operands that the current instruction consumes and its stack map omits. */
    int outgoing;
    /** Whether the task is between two instructions, where a stack map need not exist. */
    private boolean suspended = true;
    /** Result of the last run. */
    long result;
    /** Values of the panics being unwound. */
    LongStack payloads = NONE;
    /** Instances whose {@code init} is running. They are the results of the class calls; slot 0 may be assigned to. */
    public LongStack receivers = NONE;
    final FrameObligations obligations = new FrameObligations();

    /** @param firstWords nominal size of the first segment */
    public FrameStack(long nil, int firstWords, int maxWords, int maxFrames) {
        this.nil = nil;
        this.result = nil;
        this.maxWords = maxWords;
        this.maxFrames = maxFrames;
        this.firstSegment = Math.min(firstWords, maxWords);
        this.total = firstSegment;
    }

    /** Returns whether the task is between two instructions. */
    boolean isSuspended() {
        return suspended;
    }

    /** Marks the task as stopped between two instructions, or as running. */
    public void suspend(boolean stops) {
        suspended = stops;
    }

    /** Returns the size of all segments in bytes. */
    long size() {
        return (long) total * Long.BYTES;
    }

    // --- operands ---

    /** Returns an operand by its position from the top; the top is 1. */
    public long operand(int place) {
        return words[sp - place];
    }

    void push(long word) {
        words[sp++] = word;
    }

    void drop(int operands) {
        sp -= operands;
    }

    /** Replaces the last operands by a result. */
    void replace(int operands, long word) {
        sp -= operands;
        words[sp++] = word;
    }

    /** Returns the callee of the innermost frame. */
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

    /** Returns whether a frame runs a cleanup. */
    boolean isInCleanup() {
        return cleanups > 0;
    }

    /** Returns the code of the innermost frame. */
    public LinkedFunction code() {
        return code(depth - 1);
    }

    LinkedFunction code(int frame) {
        return Objects.requireNonNull(codes[frame]);
    }

    int segment() {
        return segment;
    }

    long[] segment(int number) {
        return number == 0 ? first : further.get(number - 1);
    }

    private void dropLastSegment() {
        total -= further.removeLast().length;
    }

    void pushPayload(long value) {
        if (payloads == NONE) {
            payloads = new LongStack();
        }
        payloads.push(value);
    }

    void pushReceiver(long instance) {
        if (receivers == NONE) {
            receivers = new LongStack();
        }
        receivers.push(instance);
    }

    /** Returns the saved frame pointer of the innermost frame, with its flags. */
    long flags() {
        return words[fp - 2];
    }

    void setFlags(long flags) {
        words[fp - 2] = flags;
    }

    /**
     * Pushes a frame for a call: copies slot 0 and the arguments and sets the other slots to nil. {@link #pc},
     * {@link #next} and {@link #sp} must hold the state of the caller.
     *
     * @param first index of the value of slot 0 in {@code from}; the arguments follow it
     * @param callerSp stack pointer of the caller after the call, without the result
     * @throws PanicException {@code stack-overflow}; the stack is then unchanged
     */
    public void enter(LinkedFunction code, long closure, long[] from, int first, int arguments, int callerSp,
            long flags) {
        long outermost = depth == 0 ? OUTERMOST : 0;
        long place = place(code);
        int base = (int) place;
        long[] s = words;
        s[base] = (long) callerSp << Integer.SIZE | next;
        s[base + 1] = fp | flags | outermost | place & NEW_SEGMENT;
        s[base + 2] = closure;
        int slot = base + LinkedFunction.HEADER;
        for (int k = 0; k <= arguments; k++) {
            s[slot + k] = from[first + k];
        }
        int end = slot + code.slots;
        for (int k = slot + arguments + 1; k < end; k++) {
            s[k] = nil;
        }
        s[slot + code.mapSlot()] = NO_MAP;
        add(code, flags);
        fp = slot;
        sp = end;
        pc = 0;
        next = 0;
    }

    /**
     * Pushes a frame in the middle of its execution: all its words are nil. {@link #next} and {@link #sp} must hold the state of
     * the frame below after its call.
     *
     * @param top end of the operands, from slot 0
     * @param at offset of the next instruction
     * @throws PanicException {@code stack-overflow}; the stack is then unchanged
     */
    void restore(LinkedFunction code, int top, int at, long flags) {
        long outermost = depth == 0 ? OUTERMOST : 0;
        long place = place(code);
        int base = (int) place;
        int slot = base + LinkedFunction.HEADER;
        long[] s = words;
        s[base] = (long) sp << Integer.SIZE | next;
        s[base + 1] = fp | flags | outermost | place & NEW_SEGMENT;
        Arrays.fill(s, slot - 1, slot + top, nil);
        s[slot + code.mapSlot()] = NO_MAP;
        add(code, flags);
        fp = slot;
        sp = slot + top;
        pc = at - 1;
        next = at;
    }

    private void add(LinkedFunction code, long flags) {
        if (depth == codes.length) {
            codes = Arrays.copyOf(codes, Math.max(FIRST_CODES, depth * 2));
            simpleDepth = Math.min(codes.length, maxFrames);
        }
        codes[depth++] = code;
        cleanups += (flags & DISCARD) == 0 ? 0 : 1;
    }

    /** Finds space for a frame. @return index of its first word, with {@link #NEW_SEGMENT} if a segment begins with it */
    private long place(LinkedFunction code) {
        int base = depth == 0 ? 0 : fp + code().extent;
        int need = LinkedFunction.HEADER + code.extent;
        if (depth >= maxFrames + (reserveOpen ? RESERVE_FRAMES : 0)) {
            throw overflow("more than " + maxFrames + " frames");
        }
        if (need > words.length - base && !growFirst(base + need)) {
            nextSegment(need);
            return NEW_SEGMENT;
        }
        return base;
    }

    private static PanicException overflow(String why) {
        return new PanicException(PanicCode.STACK_OVERFLOW, "the stack overflows: " + why);
    }

    /** Extends the first segment, if it is the present one and its nominal size suffices. */
    private boolean growFirst(int need) {
        if (segment != 0 || need > firstSegment) {
            return false;
        }
        words = Arrays.copyOf(words, Math.min(firstSegment, Math.max(need, Math.max(FIRST_WORDS, 2 * words.length))));
        first = words;
        return true;
    }

    private void nextSegment(int need) {
        if (segment < further.size()) {
            if (further.get(segment).length >= need) {
                words = further.get(segment++);
                return;
            }
            dropLastSegment();
        }
        int left = maxWords + (reserveOpen ? RESERVE : 0) - total;
        int size = (int) Math.min((long) firstSegment << Math.min(1 + further.size(), 16), left);
        if (size < need) {
            size = need;
            if (left < need) {
                throw overflow("more than " + maxWords * (long) Long.BYTES + " bytes");
            }
        }
        words = new long[size];
        total += size;
        if (further.isEmpty()) {
            further = new ArrayList<>(2);
        }
        further.add(words);
        segment++;
    }

    /**
     * Removes the innermost frame. The caller continues after its call, with its remaining operands. One segment beyond
     * the present one is kept (ERR-110).
     *
     * @return the flags of the removed frame
     */
    public long leave() {
        long saved = words[fp - 2];
        long back = words[fp - LinkedFunction.HEADER];
        next = (int) back;
        sp = (int) (back >>> Integer.SIZE);
        fp = (int) saved;
        depth--;
        cleanups -= (saved & DISCARD) == 0 ? 0 : 1;
        if ((saved & NEW_SEGMENT) != 0) {
            segment--;
            words = segment(segment);
            while (further.size() > segment + 1) {
                dropLastSegment();
            }
        }
        return saved;
    }

    /** Returns the flags of the innermost frames that other frames do not determine. @spec EFF-05 */
    static long ownFlags(long flags) {
        return flags & ~(NEW_SEGMENT | OUTERMOST) & ~0xFFFF_FFFFL;
    }

    /** Adds a frame of a function at the present depth. {@link #codes} must have space. */
    public void pushFrame(LinkedFunction code) {
        // Storing a reference incurs a GC barrier in Java; the same function usually recurs at the same depth.
        if (codes[depth] != code) {
            codes[depth] = code;
        }
        depth++;
    }

    /** Returns the flags of a frame after which its caller executes the current instruction again. */
    long repeating() {
        int length = next - pc;
        if (length > REPEAT_MAX) {
            throw new IllegalStateException("an instruction of %d bytes cannot be repeated".formatted(length));
        }
        return (long) length << REPEAT_SHIFT;
    }

    /**
     * Returns the distance in bytes from the return address back to the instruction to repeat.
     *
     * @param flags of the frame that is left
     */
    static int repeated(long flags) {
        return (int) (flags >>> REPEAT_SHIFT) & REPEAT_MAX;
    }

    /** Sets a flag of the innermost frame. */
    void mark(long flag) {
        words[fp - 2] |= flag;
    }

    /** Receives each frame, innermost first. */
    @FunctionalInterface
    interface FrameVisitor {
        /** @param at offset of the current instruction, or of the last byte of the call in an outer frame */
        void frame(LinkedFunction code, int at);
    }

    /** Visits every frame, innermost first. @spec DBG-04 @spec ERR-232 */
    void forEachFrame(FrameVisitor visitor) {
        int at = fp;
        int in = segment;
        int place = pc;
        for (int k = depth - 1; k >= 0; k--) {
            visitor.frame(code(k), place);
            long[] s = segment(in);
            place = (int) s[at - LinkedFunction.HEADER] - 1;
            long saved = s[at - 2];
            at = (int) saved;
            in -= (saved & NEW_SEGMENT) != 0 ? 1 : 0;
        }
    }

    /** Returns the number of frames that have a flag. */
    int frames(long flag) {
        int at = fp;
        int in = segment;
        int count = 0;
        for (int k = 0; k < depth; k++) {
            long saved = segment(in)[at - 2];
            count += (saved & flag) != 0 ? 1 : 0;
            at = (int) saved;
            in -= (saved & NEW_SEGMENT) != 0 ? 1 : 0;
        }
        return count;
    }

    /** Makes the reserve available to cleanups, or withdraws it. @spec PANIC-08 */
    void openReserve(boolean open) {
        reserveOpen = open;
    }

    /** Gives up the memory of a stack that no frame will be pushed on. */
    void release() {
        first = NO_WORDS;
        further = List.of();
        words = NO_WORDS;
        codes = NO_CODES;
        simpleDepth = 0;
    }

    /** Removes all frames and their obligations. */
    void clear() {
        depth = 0;
        cleanups = 0;
        segment = 0;
        words = first;
        while (!further.isEmpty()) {
            dropLastSegment();
        }
        fp = 0;
        sp = 0;
        obligations.clear();
        payloads = NONE;
        receivers = NONE;
        reserveOpen = false;
    }
}
