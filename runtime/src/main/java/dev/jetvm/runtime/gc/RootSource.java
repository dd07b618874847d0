package dev.jetvm.runtime.gc;

/**
 * A set of root words outside the heap. Objects that a root word refers to stay alive.
 *
 * <p>A source with many words divides them into pieces, which the tracers of a parallel collection visit concurrently.
 * Each word belongs to exactly one piece of one source.
 *
 * @spec ROOT-01
 * @spec ROOT-02a
 * @spec ROOT-02b
 */
public interface RootSource {

    /** The name of the source in statistics and verifier messages: {@code handles}, {@code globals}, ... */
    String name();

    /** Passes each root word to the visitor and stores the word it returns. Called while every mutator is stopped. */
    void visit(RootVisitor visitor);

    /**
     * Returns the number of pieces, at least 0. Called once in each collection, while every mutator is stopped. The
     * division into pieces must not change until mutators are resumed.
     */
    default int pieces() {
        return 1;
    }

    /**
     * Visits the words of one piece in the manner of {@link #visit}. All pieces together contain the words that
     * {@code visit} visits. Different threads may visit different pieces concurrently; one thread visits each piece.
     *
     * @param piece 0 to {@link #pieces()} - 1
     */
    default void visitPiece(int piece, RootVisitor visitor) {
        visit(visitor);
    }

    /**
     * Visits ambiguous words: words that may or may not be references. An object that one of them may point to is kept
     * alive and not moved.
     *
     * @spec ROOT-13
     */
    default void visitAmbiguous(AmbiguousVisitor visitor) {}

    /** Receives each ambiguous word. */
    @FunctionalInterface
    interface AmbiguousVisitor {
        void visit(long word);
    }
}
