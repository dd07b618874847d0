package dev.jetvm.reports.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reports as files. Written beside their place and moved there, so that nobody ever reads half of one. */
public final class ReportFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private ReportFile() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Replaces a file by a text in one step. */
    public static void write(Path file, String text) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(beside, text, StandardCharsets.UTF_8);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    public static void write(Path file, Report report) throws IOException {
        write(file, MAPPER.writeValueAsString(report) + "\n");
    }

    /** @throws UnreadableReport if it is not there, not a report, or was cut off */
    public static Report read(Path file) {
        try {
            JsonNode document = MAPPER.readTree(Files.readString(file));
            if (!document.path("format").asString("").equals(Report.FORMAT)) {
                throw new UnreadableReport(file + " is no report of format " + Report.FORMAT);
            }
            if (!document.path("complete").asBoolean(false)) {
                throw new UnreadableReport(file + " is not complete: the run that wrote it was cut off; run it again");
            }
            return MAPPER.treeToValue(document, Report.class);
        } catch (IOException e) {
            throw new UnreadableReport(file + " cannot be read: " + e.getMessage());
        } catch (JacksonException e) {
            throw new UnreadableReport(file + " is no report: " + e.getOriginalMessage());
        }
    }

    /** A report that cannot be used; the message says why and what to do. */
    public static final class UnreadableReport extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableReport(String message) {
            super(message, null, false, false);
        }
    }
}
