package dev.jetvm.runtime.type;

/**
 * A method that can be called, and the object in immortal space that stands for it.
 *
 * @param number unique in a runtime, never used again
 * @param reference the word that tables hold
 */
public record Function(int number, Method method, long reference) {

    public String name() {
        return method.signature().name();
    }

    /** The receiver not counted. */
    public int parameters() {
        return method.signature().parameters().size();
    }
}
