package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.exchange.Wire;
import java.util.Base64;
import java.util.Set;

/**
 * The first difference between an answer and its expectation.
 *
 * @param path from the root of the answer: {@code value.fields[2].offset}; empty for the answer itself
 * @param expected the expected content, in words or JSON
 * @param observed the content found
 */
public record Difference(String path, String expected, String observed) {

    private static final String NOTHING = "nothing";
    /** Members whose text is bytes. */
    private static final Set<String> BYTES = Set.of("bytes", "image", "bitmap", "section");

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
        return (path.isEmpty() ? "the answer" : path) + ": expected " + readable(expected) + ", observed "
                + readable(observed);
    }

    /** Bytes in base64 as hexadecimal numbers. */
    private String readable(String text) {
        String member = path.substring(path.lastIndexOf('.') + 1);
        if (!BYTES.contains(member) || text.length() < 2 || !text.startsWith("\"")) {
            return text;
        }
        try {
            return "bytes " + Wire.hex(Base64.getDecoder().decode(text.substring(1, text.length() - 1)));
        } catch (IllegalArgumentException noBase64) {
            return text;
        }
    }
}
