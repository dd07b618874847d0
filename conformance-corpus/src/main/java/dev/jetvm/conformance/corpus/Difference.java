package dev.jetvm.conformance.corpus;

/**
 * The first difference between an answer and its expectation.
 *
 * @param path from the root of the answer: {@code value.fields[2].offset}; empty for the answer itself
 * @param expected the expected content, in words or JSON
 * @param observed the content found
 */
public record Difference(String path, String expected, String observed) {

    @Override
    public String toString() {
        return (path.isEmpty() ? "the answer" : path) + ": expected " + expected + ", observed " + observed;
    }
}
