package dev.jetvm.vm.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Standard output for results and for what programs write. Unlike {@link System#out} it says when nothing is taken any
 * more: a program must not go on for ever when its reader is gone, and a full disk is no success.
 */
final class StandardOutput extends OutputStream {
    /** What the system says when the other end of a pipe is closed. */
    private static final String READER_GONE = "broken pipe";
    private static volatile String failure = "";

    private boolean failed;

    /** Remembers why it failed, which a {@link PrintStream} forgets. */
    private static final class Descriptor extends OutputStream {
        private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

        @Override
        public void write(int one) throws IOException {
            write(new byte[]{(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                failure = FileProblem.reason(e);
                throw e;
            }
        }
    }

    /**
     * Puts a stream that remembers its failure into the place of {@link System#out}. It and standard error are UTF-8 whatever
     * the locale, as texts of modules and what programs print are.
     */
    static void install() {
        System.setOut(new PrintStream(new Descriptor(), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    /** @throws CommandFailure if something that was written before is lost */
    static void check() {
        if (System.out.checkError()) {
            throw lost();
        }
    }

    /** Of a writer that may stand before standard output and does not ask it. @throws CommandFailure as {@link #check()} */
    static void check(PrintWriter writer) {
        if (writer.checkError()) {
            throw lost();
        }
        check();
    }

    /** Whoever closes a pipe knows why: nothing is said then. */
    private static CommandFailure lost() {
        return failure.equals(READER_GONE)
                ? new CommandFailure(ModuleFile.REFUSED, "")
                : new CommandFailure(ModuleFile.REFUSED, "cannot write standard output"
                        + (failure.isEmpty() ? "" : ": " + failure));
    }

    @Override
    public void write(int one) {
        write(new byte[]{(byte) one}, 0, 1);
    }

    /** @throws CommandFailure the first time that something is lost; from then on nothing is written */
    @Override
    public void write(byte[] bytes, int from, int length) {
        if (!failed) {
            System.out.write(bytes, from, length);
            flush();
        }
    }

    @Override
    public void flush() {
        if (!failed && System.out.checkError()) {
            failed = true;
            throw lost();
        }
    }
}
