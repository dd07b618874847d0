package dev.jetvm.reports.cli;

import dev.jetvm.conformance.agent.ResourceShortage;
import dev.jetvm.conformance.corpus.CorpusError;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.conformance.text.DisplayText;
import dev.jetvm.reports.model.ReportFile.UnreadableReport;
import dev.jetvm.reports.render.ReportFolder;
import dev.jetvm.reports.run.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Converts a failure of a command to one message and an exit status. Stack traces are written only to a file. */
final class Failures {
    /** Maximum length of a chain of causes that is searched. */
    private static final int CAUSES = 20;

    private Failures() {}

    /** @param command as the user calls it, {@code jet conformance} */
    static int report(String command, Throwable error, PrintWriter err) {
        String lack = shortage(error);
        if (lack != null) {
            err.println(command + ": " + lack);
            return ExitCode.OWN_FAULT;
        }
        switch (error) {
            case ReportFolder.Taken taken -> {
                err.println(command + ": --out: " + taken.getMessage());
                return ExitCode.USAGE;
            }
            case UsageError usage -> {
                err.println(command + ": " + usage.getMessage());
                return ExitCode.USAGE;
            }
            case UnreadableReport unreadable -> {
                err.println(command + ": " + unreadable.getMessage());
                return ExitCode.USAGE;
            }
            case CorpusError broken -> {
                err.println(command + ": a case file of the suite is broken: " + broken.getMessage());
                return ExitCode.SUITE_DEFECT;
            }
            case IOException io -> {
                err.println(command + ": " + (io instanceof FileSystemException ? io : io.getMessage())
                        + "; nothing more was written");
                return ExitCode.OWN_FAULT;
            }
            default -> {
                err.println(command + ": internal fault: " + error + "; details are in " + details(error)
                        + "; please report it with the command you ran");
                return ExitCode.OWN_FAULT;
            }
        }
    }

    /** Reports that the implementation could not be started or did not complete {@code hello}. */
    static int agent(VerdictError error, String command, PrintWriter err) {
        err.println("jet conformance: the implementation cannot be used: " + DisplayText.block(error.detail()));
        err.println("  command: " + command);
        err.println("  'jet conformance doctor --impl ...' looks at it step by step.");
        return ExitCode.AGENT;
    }

    /** The resource that the suite lacks; null if the failure has another cause. */
    private static @Nullable String shortage(Throwable error) {
        int depth = 0;
        for (Throwable at = error; at != null && depth < CAUSES; at = at.getCause()) {
            if (at instanceof ResourceShortage lack) {
                return lack.getMessage();
            }
            if (at instanceof OutOfMemoryError memory) {
                return ResourceShortage.MEMORY + " (" + memory.getMessage() + ")";
            }
            // The JVM keeps of an error in the initializer of a class its text alone, for the next use of the class.
            if (at instanceof ExceptionInInitializerError
                    && Objects.requireNonNullElse(at.getMessage(), "").contains("OutOfMemoryError")) {
                return ResourceShortage.MEMORY;
            }
            if (at instanceof IOException io && ResourceShortage.isCauseOf(io)) {
                return new ResourceShortage(io).getMessage();
            }
            depth++;
        }
        return null;
    }

    private static String details(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        try {
            Path file = Files.createTempFile("jet-conformance-", ".log");
            Files.writeString(file, text.toString());
            return file.toString();
        } catch (IOException e) {
            return "no file, since none could be written (" + e.getMessage() + ")";
        }
    }
}
