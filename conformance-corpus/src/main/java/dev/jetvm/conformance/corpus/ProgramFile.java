package dev.jetvm.conformance.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of {@code programs/} or {@code malformed/}.
 *
 * @param path location of the file
 * @param name path below the corpus folder, {@code programs/jumps/loop.jasm}
 * @param family name of the folder that contains the file
 * @param stem name of the file without its extension
 */
record ProgramFile(Path path, String name, String family, String stem) {
    static final String TEXT = ".jasm";
    static final String HEX = ".hex";
    /** Name suffix of a module that neighbouring programs import; it is not a case. */
    static final String LIBRARY = ".lib" + TEXT;
    /** Extension of the binary, which has the same stem as the text. */
    static final String BINARY = ".jetc";
    private static final String WORD = "[a-z0-9]+(-[a-z0-9]+)*";

    static boolean isCase(String name) {
        return name.endsWith(HEX) || name.endsWith(TEXT) && !name.endsWith(LIBRARY);
    }

    /** @throws CorpusError if the name of the file or its folder is not valid for a case */
    static ProgramFile of(Path path, String name) {
        String file = path.getFileName().toString();
        String stem = file.substring(0, file.lastIndexOf('.'));
        Path folder = path.getParent();
        String family = folder == null ? "" : folder.getFileName().toString();
        if (!stem.matches(WORD) || !family.matches(WORD)) {
            throw new CorpusError(new Source(name, 1, 1), "'" + family + "/" + file + "' does not make a case id",
                    "use lower-case letters and digits, one '-' between words, in the file's name and its folder's");
        }
        return new ProgramFile(path, name, family, stem);
    }

    /** Whether the module is only checked and never run: it is below a folder {@code malformed}. */
    boolean checked() {
        Path folder = path.getParent();
        Path above = folder == null ? null : folder.getParent();
        return above != null && above.getFileName() != null && above.getFileName().toString().startsWith("malformed");
    }

    boolean isHex() {
        return name.endsWith(HEX);
    }

    Path binary() {
        return path.resolveSibling(stem + BINARY);
    }

    String text() {
        return text(path, name);
    }

    /** @throws CorpusError if the file cannot be read as UTF-8 */
    static String text(Path path, String name) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new CorpusError(new Source(name, 1, 1), "cannot be read: " + e, "write UTF-8 text");
        }
    }

    /** @throws CorpusError if the file cannot be read */
    static byte[] bytes(Path path, String name) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new CorpusError(new Source(name, 1, 1), "cannot be read: " + e, "see what is wrong with the file");
        }
    }
}
