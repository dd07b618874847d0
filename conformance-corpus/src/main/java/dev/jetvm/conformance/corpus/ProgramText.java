package dev.jetvm.conformance.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The text of a module in the sources of the corpus, and the place of its binary beside it.
 *
 * @param name below the folder of the corpus, {@code programs/jumps/loop.jasm}
 * @param sent the text without its header
 * @param binary where its binary belongs, whether it is there or not
 */
public record ProgramText(String name, String sent, Path binary) {

    /**
     * All of them, libraries too.
     *
     * @param home the folder in which {@link Corpus#FOLDERS} lie
     * @throws CorpusError if one has a broken header
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
