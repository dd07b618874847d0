package dev.jetvm.reports.render;

import dev.jetvm.reports.model.ReplayFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a report while a run writes to it. One run owns it at a time by a lock that the operating system
 * releases when the process ends, however it ends. A run that takes the folder deletes the report of the previous run,
 * so that a report found later is that of the last run.
 */
public final class ReportFolder implements AutoCloseable {
    /** Files of a report that {@link Renderers} and {@link EventLog} write. */
    private static final List<String> FILES = List.of("report.json", "index.html", "junit.xml", "summary.md",
            "badge.json", "events.jsonl");
    private static final String LOCK = ".lock";
    /** Offset of the lock, far beyond the text: where locks are mandatory, the text can still be read. */
    private static final long LOCKED = Long.MAX_VALUE - 1;
    private static final int TEXT_MAX = 200;

    private final Path folder;
    private final FileChannel channel;

    private ReportFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes a folder, creates it if necessary and deletes the report in it.
     *
     * @throws Taken if another run owns the folder
     * @throws IOException if the folder cannot be created, locked or written to
     */
    public static ReportFolder take(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (lock(channel) == null) {
                throw new Taken(folder + " is in use by another run (" + owner(channel)
                        + "); wait until that run has ended, or choose another folder with --out");
            }
            ReportFolder taken = new ReportFolder(folder, channel);
            taken.sign();
            taken.clear();
            return taken;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public Path path() {
        return folder;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED, 1, false);
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(TEXT_MAX);
        channel.read(text, 0);
        String owner = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
        return owner.isEmpty() ? "it did not say which" : owner;
    }

    private void sign() throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap("process %d, since %s%n".formatted(ProcessHandle.current().pid(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS)).getBytes(StandardCharsets.UTF_8)), 0);
    }

    private void clear() throws IOException {
        for (String name : FILES) {
            Files.deleteIfExists(folder.resolve(name));
        }
        ReplayFile.removeAll(folder);
    }

    /** Releases the folder. */
    @Override
    public void close() throws IOException {
        try (channel) {
            channel.truncate(0);
        }
    }

    /** Another run owns the folder; the message names it and gives the remedy. */
    public static final class Taken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Taken(String message) {
            super(message, null, false, false);
        }
    }
}
