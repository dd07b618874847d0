package dev.jetvm.reports.render;

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

/** The run as JSON lines while it goes on; what is left of one that was cut off. */
public final class EventLog implements Observer, AutoCloseable {
    private static final ObjectWriter WRITER = ReportFile.mapper().writer()
            .without(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT);

    private final BufferedWriter out;

    public EventLog(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
    }

    private synchronized void write(Object event) {
        try {
            out.write(WRITER.writeValueAsString(event));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        out.close();
    }
}
