package dev.jetvm.vm.cli;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.assembly.AssemblyException;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.ModuleReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The input of a command: a module file or module text. Input whose name ends in {@code .jetc} or that begins with the
 * magic number is a module file.
 *
 * @param name as given on the command line, for messages
 * @param binary whether it is a module file
 * @param bytes the contents
 */
record ModuleFile(String name, boolean binary, byte[] bytes) {
    /** The name that denotes standard input. */
    static final String STANDARD = "-";
    /** The exit status for a refused module. */
    static final int REFUSED = 1;
    /** The greatest size of a module in bytes. A larger file does not fit an array and is refused unread. */
    private static final int MODULE_MAX = Integer.MAX_VALUE - 8;
    private static final byte[] MAGIC = {'J', 'E', 'T', 'C'};

    /**
     * Reads a file or standard input.
     *
     * @throws CommandFailure if it cannot be read
     */
    static ModuleFile read(String name) {
        try {
            byte[] bytes = name.equals(STANDARD) ? System.in.readAllBytes() : bytes(Path.of(name));
            return new ModuleFile(name, isBinary(name, bytes), bytes);
        } catch (InvalidPathException e) {
            throw new CommandFailure(Jet.USAGE, "'" + name + "': " + FileProblem.reason(e));
        } catch (IOException e) {
            throw new CommandFailure(Jet.USAGE, name + ": " + FileProblem.reason(e));
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (file.toString().isEmpty()) {
            throw new IOException("a file has a name");
        }
        if (Files.isDirectory(file)) {
            throw new IOException("this is a folder");
        }
        if (Files.size(file) > MODULE_MAX) {
            throw new IOException("no module has more than " + MODULE_MAX + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private static boolean isBinary(String name, byte[] bytes) {
        return name.endsWith(".jetc") || bytes.length >= MAGIC.length
                && ByteBuffer.wrap(bytes, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /**
     * Returns the text.
     *
     * @throws CommandFailure if the bytes are not UTF-8
     */
    String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new CommandFailure(REFUSED, name + ": is neither a module file nor UTF-8 text");
        }
    }

    /**
     * Returns the module.
     *
     * @throws CommandFailure with every problem found
     */
    Module module() {
        String text = binary ? "" : text();
        try {
            return binary ? ModuleReader.read(bytes) : Assembler.assemble(text);
        } catch (AssemblyException e) {
            throw CommandFailure.withReport(REFUSED, Refusal.text(name, text, e, StandardStream.ERR));
        } catch (RejectException e) {
            throw refused(name, e);
        }
    }

    /** Returns the failure that reports a refusal. */
    static CommandFailure refused(String name, RejectException e) {
        String place = e.at() == RejectException.NOWHERE ? "" : " at " + e.at();
        return new CommandFailure(REFUSED,
                "%s: %s: %s%s: %s".formatted(name, e.phase().wire(), e.code(), place, e.getMessage()));
    }
}
