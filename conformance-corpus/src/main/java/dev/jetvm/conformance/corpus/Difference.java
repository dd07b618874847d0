package dev.jetvm.conformance.corpus;

/**
 * The first difference between an answer and its expectation.
 *
 * @param path from the root of the answer: {@code value.fields[2].offset}; empty for the answer itself
 * @param expected the expected content, in words or JSON
 * @param observed the content found
 */
public record Difference(String path, String expected, String observed) {

    private static final String NOTHING = "nothing";

    /** The difference of a member that is absent. */
    static Difference absent(String path, String expected) {
        return new Difference(path, expected, NOTHING);
    }

    /** Whether the member is absent. */
    public boolean isAbsent() {
        return observed.equals(NOTHING);
    }

    @Override
    public String toString() {
        return (path.isEmpty() ? "the answer" : path) + ": expected " + expected + ", observed " + observed;
    }
}
