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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Finds and reads case files. */
public final class Corpus {
    /** The folder on the class path that contains {@link #FOLDERS}. */
    public static final String HOME = "jet";
    /** The folders of case files, on the class path and in the sources. */
    public static final List<String> FOLDERS = List.of("vectors", "programs", "malformed");

    private Corpus() {}

    /**
     * Loads all cases of the suite, ordered by file and then by position in the file.
     *
     * @throws CorpusError if a case file is invalid
     */
    public static List<CorpusCase> load() {
        try {
            Path home = Path.of(Corpus.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(home)) {
                return inFolders(home.resolve(HOME));
            }
            try (FileSystem jar = FileSystems.newFileSystem(home)) {
                return inFolders(jar.getPath(HOME));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the corpus has no place on this machine", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Loads the cases in the folders {@link #FOLDERS} of a folder.
     *
     * @throws CorpusError if a case file is invalid
     */
    static List<CorpusCase> inFolders(Path home) {
        return FOLDERS.stream().map(home::resolve).filter(Files::isDirectory).flatMap(folder -> load(home, folder)
                .stream()).toList();
    }

    /**
     * Loads the cases below a folder: from {@code .yaml} files, programs and modules.
     *
     * @throws CorpusError if a case file is invalid
     */
    public static List<CorpusCase> load(Path folder) {
        return load(folder, folder);
    }

    private static List<CorpusCase> load(Path home, Path folder) {
        // On several threads, since reading 2,600 files takes longer than anything else before the first case. They are threads of
        // their own: jqwik's shrinking may keep those of the common pool for good.
        List<CorpusCase> cases = new ArrayList<>();
        try (ExecutorService readers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<List<CorpusCase>>> parts = files(folder).stream()
                    .map(file -> readers.submit(() -> read(home, file)))
                    .toList();
            for (Future<List<CorpusCase>> part : parts) {
                cases.addAll(part.get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the corpus was read", e);
        }
        return List.copyOf(cases);
    }

    private static List<CorpusCase> read(Path home, Path file) {
        String name = home.relativize(file).toString().replace('\\', '/');
        return ProgramFile.isCase(name)
                ? ProgramReader.read(ProgramFile.of(file, name))
                : new CaseReader(name).read(ProgramFile.text(file, name));
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml") || ProgramFile.isCase(file.toString()))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
