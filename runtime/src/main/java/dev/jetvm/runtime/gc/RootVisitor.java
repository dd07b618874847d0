package dev.jetvm.runtime.gc;

/** Receives each root word and returns the word to store in the root. */
@FunctionalInterface
public interface RootVisitor {
    long visit(long word);
}
