package dev.jetvm.reports.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads text files named by the user. */
final class InputFile {
    private static final int BYTES_MAX = 16 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private InputFile() {}

    /**
     * The lines of a UTF-8 text, without a byte order mark.
     *
     * @throws UsageError if the path is not a file, or the file cannot be read, is longer than 16 MiB or is not UTF-8
     */
    static List<String> lines(String option, Path file) {
        String text = decode(option, file, bytes(option, file));
        return (text.startsWith(String.valueOf(BYTE_ORDER_MARK)) ? text.substring(1) : text).lines().toList();
    }

    private static byte[] bytes(String option, Path file) {
        if (Files.isDirectory(file)) {
            throw new UsageError(option + ": " + file + " is a folder; name a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new UsageError("%s: %s has more than %,d bytes".formatted(option, file, BYTES_MAX));
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new UsageError(option + ": " + file + " does not exist");
        } catch (AccessDeniedException e) {
            throw new UsageError(option + ": " + file + " may not be read");
        } catch (IOException e) {
            throw new UsageError(option + ": " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static String decode(String option, Path file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            long line = out.chars().filter(c -> c == '\n').count() + 1;
            throw new UsageError("%s: %s:%d: byte 0x%02X is not UTF-8".formatted(option, file, line,
                    bytes[in.position()] & 0xFF));
        }
        return out.toString();
    }
}
