package dev.jetvm.conformance.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds and reads case files. */
public final class Corpus {
    /** The folder of the case files on the class path. */
    public static final String FOLDER = "jet/vectors";

    private Corpus() {}

    /**
     * All cases that come with the suite, ordered by file and then as written.
     *
     * @throws CorpusError if a case file is broken
     */
    public static List<CorpusCase> load() {
        try {
            Path home = Path.of(Corpus.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(home)) {
                return load(home.resolve(FOLDER));
            }
            try (FileSystem jar = FileSystems.newFileSystem(home)) {
                return load(jar.getPath(FOLDER));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the corpus has no place on this machine", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The cases below a folder, in all files that end in {@code .yaml}.
     *
     * @throws CorpusError if a case file is broken
     */
    public static List<CorpusCase> load(Path folder) {
        List<CorpusCase> cases = new ArrayList<>();
        for (Path file : files(folder)) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            cases.addAll(new CaseReader(name).read(text(name, file)));
        }
        return List.copyOf(cases);
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String name, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CorpusError(new Source(name, 1, 1), "cannot be read: " + e, "write UTF-8 text");
        }
    }
}
