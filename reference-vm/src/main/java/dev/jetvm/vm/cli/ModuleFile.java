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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A module as a command finds it: text or a module file, whatever the name says, for a module file begins with its magic
 * number.
 *
 * @param name as it was given, for messages
 * @param binary whether it is a module file
 */
record ModuleFile(String name, boolean binary, byte[] bytes) {
    /** The name that means standard input. */
    static final String STANDARD = "-";
    /** The module is refused. */
    static final int REFUSED = 1;
    private static final byte[] MAGIC = {'J', 'E', 'T', 'C'};

    /** @throws CommandFailure if it cannot be read */
    static ModuleFile read(String name) {
        try {
            byte[] bytes = name.equals(STANDARD) ? System.in.readAllBytes() : Files.readAllBytes(Path.of(name));
            return new ModuleFile(name, isBinary(name, bytes), bytes);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(Jet.USAGE, name + ": there is no such file");
        } catch (IOException | InvalidPathException e) {
            throw new CommandFailure(Jet.USAGE, name + ": cannot be read: " + reason(e));
        }
    }

    private static boolean isBinary(String name, byte[] bytes) {
        return name.endsWith(".jetc") || bytes.length >= MAGIC.length
                && ByteBuffer.wrap(bytes, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The text. @throws CommandFailure if the bytes are no UTF-8 */
    String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new CommandFailure(REFUSED, name + ": is neither a module file nor UTF-8 text");
        }
    }

    /** What the file is. @throws CommandFailure with every problem that was found */
    Module module() {
        String text = binary ? "" : text();
        try {
            return binary ? ModuleReader.read(bytes) : Assembler.assemble(text);
        } catch (AssemblyException e) {
            throw new CommandFailure(REFUSED, e.report(name, text).stripTrailing());
        } catch (RejectException e) {
            throw refused(name, e);
        }
    }

    /** What a command says of a refusal. */
    static CommandFailure refused(String name, RejectException e) {
        String place = e.at() == RejectException.NOWHERE ? "" : " at " + e.at();
        return new CommandFailure(REFUSED,
                "%s: %s: %s%s: %s".formatted(name, e.phase().wire(), e.code(), place, e.getMessage()));
    }
}
