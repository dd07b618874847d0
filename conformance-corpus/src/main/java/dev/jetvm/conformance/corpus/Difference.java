package dev.jetvm.conformance.corpus;

/**
 * The first place where an answer is not what was expected.
 *
 * @param path from the answer's root: {@code value.fields[2].offset}; empty for the answer itself
 * @param expected what should stand there, in words or JSON
 * @param observed what stands there
 */
public record Difference(String path, String expected, String observed) {

    @Override
    public String toString() {
        return (path.isEmpty() ? "the answer" : path) + ": expected " + expected + ", observed " + observed;
    }
}
