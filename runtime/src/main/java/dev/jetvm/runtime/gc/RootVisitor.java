package dev.jetvm.runtime.gc;

/** Told of every root word; answers what the root has to hold from now on. */
@FunctionalInterface
public interface RootVisitor {
    long visit(long word);
}
