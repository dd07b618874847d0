package dev.jetvm.conformance.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The text of a module in the sources of the corpus and the path of its binary.
 *
 * @param name path below the corpus folder, {@code programs/jumps/loop.jasm}
 * @param sent the text without its header
 * @param binary path of its binary, whether it exists or not
 */
public record ProgramText(String name, String sent, Path binary) {

    /**
     * Reads all module texts, including libraries.
     *
     * @param home the folder that contains {@link Corpus#FOLDERS}
     * @throws CorpusError if a header is invalid
     */
    public static List<ProgramText> all(Path home) {
        return Corpus.FOLDERS.stream().map(home::resolve).filter(Files::isDirectory).flatMap(folder -> below(home,
                folder).stream()).toList();
    }

    private static List<ProgramText> below(Path home, Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ProgramFile.TEXT)).sorted().map(file -> of(home, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProgramText of(Path home, Path file) {
        String name = home.relativize(file).toString().replace('\\', '/');
        String plain = file.getFileName().toString();
        return new ProgramText(name, ProgramReader.sent(name, ProgramFile.text(file, name)), file.resolveSibling(plain
                .substring(0, plain.length() - ProgramFile.TEXT.length()) + ProgramFile.BINARY));
    }
}
