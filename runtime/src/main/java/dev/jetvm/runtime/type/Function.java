package dev.jetvm.runtime.type;

/**
 * A callable method and the object in immortal space that represents it.
 *
 * @param number unique in a runtime and never reused
 * @param reference the word of the object, which tables contain
 */
public record Function(int number, Method method, long reference) {

    public String name() {
        return method.signature().name();
    }

    /** Returns the number of parameters without the receiver. */
    public int parameters() {
        return method.signature().parameters().size();
    }
}
