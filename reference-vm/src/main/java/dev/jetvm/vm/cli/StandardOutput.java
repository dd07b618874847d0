package dev.jetvm.vm.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Standard output for results and program output. Unlike {@link System#out} it reports write errors: a program must
 * stop when its reader has closed the pipe, and a full disk is a failure.
 */
final class StandardOutput extends OutputStream {
    /** The system's message for a closed pipe. */
    private static final String READER_GONE = "broken pipe";
    private static volatile String failure = "";

    private boolean failed;

    /** Records the reason of a failure, which a {@link PrintStream} discards. */
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
     * Replaces {@link System#out} with a stream that records failures. Standard output and standard error use UTF-8 in
     * every locale, as module texts and program output do.
     */
    static void install() {
        System.setOut(new PrintStream(new Descriptor(), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    /**
     * Checks the output written so far.
     *
     * @throws CommandFailure if any of it is lost
     */
    static void check() {
        if (System.out.checkError()) {
            throw lost();
        }
    }

    /**
     * Flushes a writer on top of standard output and checks both.
     *
     * @throws CommandFailure as {@link #check()}
     */
    static void check(PrintWriter writer) {
        if (writer.checkError()) {
            throw lost();
        }
        check();
    }

    /** A closed pipe is not reported, since its reader closed it. */
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

    /**
     * Writes and flushes bytes. After a failure nothing more is written.
     *
     * @throws CommandFailure at the first write error
     */
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
