package dev.jetvm.runtime.gc;

/** Words outside the heap that keep objects alive. Clauses: ROOT-01, ROOT-02. */
public interface RootSource {

    /** Which of the sources it is, for statistics and the verifier: {@code handles}, {@code globals}, ... */
    String name();

    /** Shows each word and stores what is answered. Called while every mutator is stopped. */
    void visit(RootVisitor visitor);

    /** Shows words that only look like references; what they may point to stays where it is. Clause: ROOT-13. */
    default void visitAmbiguous(AmbiguousVisitor visitor) {}

    /** Told of a word of unknown meaning. */
    @FunctionalInterface
    interface AmbiguousVisitor {
        void visit(long word);
    }
}
