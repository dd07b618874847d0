package dev.jetvm.vm.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes results atomically. */
final class OutputFile {
    private OutputFile() {}

    /**
     * Writes standard output or a file. A file appears under its name only after all its bytes are on the disk.
     *
     * @throws CommandFailure if writing fails; an existing file of that name is then unchanged
     */
    static void write(String name, byte[] bytes) {
        try {
            if (name.equals(ModuleFile.STANDARD)) {
                System.out.write(bytes, 0, bytes.length);
                StandardOutput.check();
            } else {
                writeFile(Path.of(name), bytes);
            }
        } catch (InvalidPathException e) {
            throw new CommandFailure(Jet.USAGE, "cannot write '" + name + "': " + FileProblem.reason(e));
        } catch (IOException e) {
            throw new CommandFailure(ModuleFile.REFUSED, "cannot write " + name + ": " + FileProblem.reason(e));
        }
    }

    private static void writeFile(Path path, byte[] bytes) throws IOException {
        if (Files.isDirectory(path)) {
            throw new CommandFailure(Jet.USAGE, "cannot write " + path + ": this is a folder");
        }
        // Links are followed to their target. A device or pipe is written directly, since it cannot be replaced.
        Path real = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path folder = real.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure(Jet.USAGE, "cannot write " + path + ": there is no such folder");
        }
        if (Files.exists(real) && !Files.isRegularFile(real)) {
            Files.write(real, bytes, StandardOpenOption.WRITE);
            return;
        }
        Path part = folder.resolve("." + real.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(part, bytes, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(part, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
