package dev.jetvm.vm.interp;

import org.jspecify.annotations.Nullable;

/**
 * A function as {@link FastLoop} sees it: its instructions as words of {@link FastCode}, and what each of them met so far.
 * Published by one store. What is remembered is immutable or one word, so whoever reads it while another writes sees one of
 * the two (ERR-083).
 *
 * <p>Clauses: IC-07, CLS-11, INTERP-13a.
 */
final class FastFunction {
    /** Of a function that the fast loop has not entered yet: it remembers nothing. */
    static final FastFunction NONE = new FastFunction(new long[0], new int[0], new int[0], new long[0], 0);

    final long[] words;
    /** Where each instruction begins in the code. */
    final int[] offsets;
    /** Which instruction begins at an offset. */
    private final int[] indices;
    final long[] constants;
    /** As {@link Code#extent}. */
    final int extent;
    // For each instruction, or empty before the first is set.
    /** Which properties it found last, for {@link KnownProperties#field}: two entries, the later one below. */
    long[] fields = {};
    /** Likewise those that it assigned to. */
    long[] stores = {};
    /** Globals that are defined. */
    @Nullable
    GlobalCell[] cells = {};
    /** What it called first, if that was a function, which never moves. */
    @Nullable
    Callee[] callees = {};
    /** Which methods it called last. */
    @Nullable
    Invocation[] methods = {};

    /** A function by its word. @param target null: no function was called */
    record Callee(long word, @Nullable Code target) {}

    /**
     * A method that was found for a shape, or for a superclass.
     *
     * @param shape its number, or that of the class
     * @param epoch how often any class had changed when it was found
     * @param other what was found before
     */
    record Invocation(int shape, int epoch, Code target, @Nullable Invocation other) {}

    FastFunction(long[] words, int[] offsets, int[] indices, long[] constants, int extent) {
        this.words = words;
        this.offsets = offsets;
        this.indices = indices;
        this.constants = constants;
        this.extent = extent;
    }

    /** The instruction at an offset. */
    int index(int at) {
        return indices[at];
    }

    // --- remembering: at is the offset of the instruction ---

    void setField(int at, int entry) {
        if (this != NONE) {
            fields = with(fields, indices[at], entry);
        }
    }

    void setStore(int at, int entry) {
        if (this != NONE) {
            stores = with(stores, indices[at], entry);
        }
    }

    private long[] with(long[] entries, int index, int entry) {
        long[] places = entries.length == 0 ? new long[words.length] : entries;
        if ((int) places[index] != entry) {
            places[index] = places[index] << Integer.SIZE | entry & 0xFFFF_FFFFL;
        }
        return places;
    }

    /** @param cell is defined, and stays so */
    void setCell(int at, GlobalCell cell) {
        if (this != NONE) {
            cells = cells.length == 0 ? new @Nullable GlobalCell[words.length] : cells;
            cells[indices[at]] = cell;
        }
    }

    /** Whether {@link #setCallee} would be of use. */
    boolean wantsCallee(int at) {
        return this != NONE && (callees.length == 0 || callees[indices[at]] == null);
    }

    void setCallee(int at, Callee callee) {
        callees = callees.length == 0 ? new @Nullable Callee[words.length] : callees;
        callees[indices[at]] = callee;
    }

    void setMethod(int at, int shape, int epoch, Code target) {
        if (this != NONE) {
            methods = methods.length == 0 ? new @Nullable Invocation[words.length] : methods;
            Invocation last = methods[indices[at]];
            methods[indices[at]] = new Invocation(shape, epoch, target,
                    last == null ? null : new Invocation(last.shape, last.epoch, last.target, null));
        }
    }
}
