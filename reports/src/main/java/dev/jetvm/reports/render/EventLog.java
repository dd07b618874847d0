package dev.jetvm.reports.render;

import dev.jetvm.conformance.text.DisplayText;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.run.Observer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.ObjectWriter;

/** Writes the events of a run as JSON lines while it runs. If the run is interrupted, the events so far remain. */
public final class EventLog implements Observer, AutoCloseable {
    private static final ObjectWriter WRITER = ReportFile.mapper().writer()
            .without(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT);

    private final BufferedWriter out;
    private final Thread interrupted = new Thread(this::interrupted, "jet-events");
    private boolean closed;
    /**
     * True once the process is ending. Many cases then fail for lack of an agent and must not delay the shutdown hook.
     */
    private volatile boolean goingDown;

    public EventLog(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
        Runtime.getRuntime().addShutdownHook(interrupted);
    }

    /** Called when the process is terminated during the run. */
    private void interrupted() {
        goingDown = true;
        synchronized (this) {
            if (!closed) {
                try {
                    append(Map.of("event", "interrupted"));
                    out.flush();
                } catch (IOException e) {
                    Terminal.err().println("the events of the interrupted run are lost: " + e.getMessage());
                }
            }
        }
    }

    private void write(Object event) {
        if (goingDown) {
            return;
        }
        synchronized (this) {
            if (!closed && !goingDown) {
                try {
                    append(event);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void append(Object event) throws IOException {
        out.write(DisplayText.wellFormed(WRITER.writeValueAsString(event)));
        out.write('\n');
    }

    @Override
    public void started(int cases) {
        write(Map.of("event", "started", "cases", cases));
    }

    @Override
    public void result(CaseResult result) {
        write(Map.of("event", "result", "id", result.id(), "verdict", result.verdict(), "detail", result.detail(),
                "duration", result.duration()));
    }

    @Override
    public void finished(Report report) {
        write(Map.of("event", "finished", "accounting", report.accounting()));
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException hookRuns) {
            // The process is already ending; the hook then has nothing to do.
            closed = true;
        }
        out.close();
    }
}
