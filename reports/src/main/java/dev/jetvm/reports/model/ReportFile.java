package dev.jetvm.reports.model;

import dev.jetvm.conformance.text.DisplayText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes report files. A file is written under a temporary name and then moved, so that a partial file is
 * never visible.
 */
public final class ReportFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ReportFile() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Replaces a file by a text atomically. The file is valid UTF-8 for any text. */
    public static void write(Path file, String text) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(beside, DisplayText.wellFormed(text), StandardCharsets.UTF_8);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Writes a document as JSON. */
    public static void write(Path file, Record document) throws IOException {
        write(file, MAPPER.writeValueAsString(document) + "\n");
    }

    /**
     * Reads a report.
     *
     * @param file the file, or the folder that contains it as {@code report.json}
     * @throws UnreadableReport if the file is missing, is not a report or is truncated
     */
    public static Report read(Path file) {
        return read(in(file), Report.FORMAT, Report.class);
    }

    /** The file of the report in a folder; the path itself if it is no folder. */
    public static Path in(Path path) {
        return Files.isDirectory(path) ? path.resolve("report.json") : path;
    }

    /**
     * Reads a complete document of the given format.
     *
     * @throws UnreadableReport if the file is missing, has another format or is truncated
     */
    static <T> T read(Path file, String format, Class<T> type) {
        try {
            String text = Files.readString(file);
            JsonNode document = MAPPER.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
            String found = document.path("format").asString("");
            if (!found.equals(format)) {
                throw new UnreadableReport(file + " is no file of format " + format
                        + (found.isEmpty() ? "" : ": its format is " + DisplayText.line(DisplayText.cut(found, 80))));
            }
            if (!document.path("complete").asBoolean(false)) {
                throw new UnreadableReport(file + " is not complete: the run that wrote it was cut off; run it again");
            }
            return MAPPER.treeToValue(document, type);
        } catch (NoSuchFileException e) {
            throw new UnreadableReport(file + " does not exist");
        } catch (CharacterCodingException e) {
            throw new UnreadableReport(file + " is no file of format " + format + ": it is not UTF-8");
        } catch (IOException e) {
            throw new UnreadableReport(Files.isDirectory(file)
                    ? file + " is a folder; name the file in it"
                    : file + " cannot be read: " + e.getMessage());
        } catch (JacksonException e) {
            String why = e.getCause() instanceof NullPointerException missing
                    ? missing.getMessage()
                    : e.getOriginalMessage();
            throw new UnreadableReport(file + " is no file of format " + format + ": " + why);
        }
    }

    /** @throws NullPointerException if the list or one of its elements is missing, with a message for the user */
    static <T> List<T> whole(@Nullable List<T> list, String name) {
        if (list == null || list.stream().anyMatch(Objects::isNull)) {
            throw new NullPointerException("it has no " + name);
        }
        return List.copyOf(list);
    }

    /** A report that cannot be used; the message gives the reason and the remedy. */
    public static final class UnreadableReport extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableReport(String message) {
            super(message, null, false, false);
        }
    }
}
