package dev.jetvm.conformance.corpus;

/**
 * A place in a case file.
 *
 * @param file path below the corpus folder, {@code values/int.yaml}
 * @param line from 1
 * @param column from 1
 */
public record Source(String file, int line, int column) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
