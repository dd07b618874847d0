package dev.jetvm.conformance.corpus;

/**
 * A place in a case file.
 *
 * @param file path below the folders of the corpus, {@code vectors/values/int.yaml}
 * @param line line number from 1
 * @param column column number from 1
 */
public record Source(String file, int line, int column) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
