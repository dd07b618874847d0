package dev.jetvm.runtime.gc;

/**
 * Words outside the heap that keep objects alive.
 *
 * <p>A source with many words divides them into pieces, which the tracers of a parallel collection visit at the same time.
 * A word belongs to one piece of one source.
 *
 * @spec ROOT-01
 * @spec ROOT-02a
 * @spec ROOT-02b
 */
public interface RootSource {

    /** Which of the sources it is, for statistics and the verifier: {@code handles}, {@code globals}, ... */
    String name();

    /** Shows each word and stores what is answered. Called while every mutator is stopped. */
    void visit(RootVisitor visitor);

    /**
     * How many pieces there are, at least 0. Called once in a collection, while every mutator is stopped; the pieces stay
     * as they are until the world runs again.
     */
    default int pieces() {
        return 1;
    }

    /**
     * Shows the words of one piece, as {@link #visit} does; all pieces together are what {@code visit} shows. Pieces are
     * visited by several threads at once, each piece by one.
     *
     * @param piece 0 to {@link #pieces()} - 1
     */
    default void visitPiece(int piece, RootVisitor visitor) {
        visit(visitor);
    }

    /**
     * Shows words that only look like references; what they may point to stays where it is.
     *
     * @spec ROOT-13
     */
    default void visitAmbiguous(AmbiguousVisitor visitor) {}

    /** Told of a word of unknown meaning. */
    @FunctionalInterface
    interface AmbiguousVisitor {
        void visit(long word);
    }
}
