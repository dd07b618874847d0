package dev.jetvm.conformance.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Kills a process with all its descendants. The process tree of the operating system is not sufficient: when a parent
 * ends first, its children get another parent. Every agent therefore has a mark in its environment, which its
 * descendants inherit. Where {@code /proc} exists, processes with the mark are killed as well.
 */
public final class ProcessTree {
    /** The environment variable that contains the mark. */
    public static final String MARK = "JET_CONFORMANCE_AGENT";

    private static final Path PROC = Path.of("/proc");
    private static final int ROUNDS = 10;

    private ProcessTree() {}

    /** Kills (SIGKILL) the process, its descendants and every process with the mark. Does not wait for them to end. */
    public static void kill(ProcessHandle root, String mark) {
        Set<ProcessHandle> known = new HashSet<>();
        known.add(root);
        // A process may start another between the search and the kill, so the search repeats until it finds no new
        // process.
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> found = new HashSet<>(marked(mark));
            for (ProcessHandle handle : known) {
                try (Stream<ProcessHandle> children = handle.descendants()) {
                    children.forEach(found::add);
                }
            }
            known.forEach(ProcessHandle::destroyForcibly);
            if (!known.addAll(found)) {
                return;
            }
        }
        known.forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * Processes whose mark begins with the prefix; empty where {@code /proc} is not available. Never includes this
     * process.
     */
    public static Set<ProcessHandle> marked(String prefix) {
        Set<ProcessHandle> found = new HashSet<>();
        if (!Files.isDirectory(PROC)) {
            return found;
        }
        byte[] wanted = (MARK + "=" + prefix).getBytes(StandardCharsets.UTF_8);
        long self = ProcessHandle.current().pid();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                long pid = Long.parseLong(entry.getFileName().toString());
                if (pid != self && carries(entry.resolve("environ"), wanted)) {
                    ProcessHandle.of(pid).filter(ProcessHandle::isAlive).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static boolean carries(Path environ, byte[] wanted) {
        byte[] text;
        try {
            text = Files.readAllBytes(environ);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
        int at = 0;
        while (at < text.length) {
            if (startsWith(text, at, wanted)) {
                return true;
            }
            while (at < text.length && text[at] != 0) {
                at++;
            }
            at++;
        }
        return false;
    }

    private static boolean startsWith(byte[] text, int at, byte[] wanted) {
        if (at + wanted.length > text.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (text[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
