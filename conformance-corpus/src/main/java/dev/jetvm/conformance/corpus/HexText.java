package dev.jetvm.conformance.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A text notation for bytes. It consists of pairs of hexadecimal digits, comments after {@code ;} and
 * <ul>
 * <li>{@code "text"}: its UTF-8 bytes</li>
 * <li>{@code SIZE( ... )}: the number of bytes between the parentheses as a big-endian 32-bit number, followed by those
 * bytes</li>
 * <li>{@code LENGTH}: the total number of bytes, as 32 bits; {@code CRC}: the CRC-32 of the bytes from offset 16
 * on</li>
 * <li>{@code @}: no byte; marks the position of the fault, for {@code at @} in the header</li>
 * </ul>
 */
final class HexText {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|;[^\n]*|(?<hex>(?:[0-9A-Fa-f]{2})+)(?![0-9A-Za-z])|(?<text>\"[^\"\n]*\")|(?<word>SIZE\\(|LENGTH|CRC|\\)|@)");
    private static final int CHECKED_FROM = 16;

    private final String file;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Deque<Integer> open = new ArrayDeque<>();
    private final Deque<int[]> sizes = new ArrayDeque<>();
    private int length = -1;
    private int crc = -1;
    private int mark = -1;

    private HexText(String file) {
        this.file = file;
    }

    /** @param mark position of the {@code @}; empty if there is none */
    @SuppressWarnings("ArrayRecordComponent") // never compared: the bytes are only sent
    record Bytes(byte[] bytes, OptionalInt mark) {}

    /** @throws CorpusError if the text contains anything else */
    static Bytes read(String file, String text) {
        HexText reader = new HexText(file);
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw error(file, text, at, "neither bytes nor one of SIZE( ), LENGTH, CRC, @",
                        "write two hexadecimal digits a byte, texts in quotes, remarks behind ';'");
            }
            reader.take(matcher, text, at);
            at = matcher.end();
        }
        if (!reader.open.isEmpty()) {
            throw error(file, text, text.length(), "a SIZE( without its end", "write )");
        }
        return reader.finished();
    }

    private void take(Matcher matcher, String text, int at) {
        String hex = matcher.group("hex");
        String quoted = matcher.group("text");
        if (hex != null) {
            bytes.writeBytes(HexFormat.of().parseHex(hex));
        } else if (quoted != null) {
            bytes.writeBytes(quoted.substring(1, quoted.length() - 1).getBytes(StandardCharsets.UTF_8));
        } else if (matcher.group("word") != null) {
            word(matcher.group("word"), text, at);
        }
    }

    private void word(String word, String text, int at) {
        switch (word) {
            case "SIZE(" -> open.push(room());
            case ")" -> {
                if (open.isEmpty()) {
                    throw error(file, text, at, "a ) without its SIZE(", "remove it");
                }
                int from = open.pop();
                sizes.add(new int[]{from, bytes.size() - from - Integer.BYTES});
            }
            case "LENGTH" -> length = room();
            case "CRC" -> crc = room();
            default -> mark = bytes.size();
        }
    }

    /** Reserves four bytes to be filled in at the end and returns their offset. */
    private int room() {
        int at = bytes.size();
        bytes.writeBytes(new byte[Integer.BYTES]);
        return at;
    }

    private Bytes finished() {
        ByteBuffer all = ByteBuffer.wrap(bytes.toByteArray());
        sizes.forEach(size -> all.putInt(size[0], size[1]));
        if (length >= 0) {
            all.putInt(length, all.capacity());
        }
        if (crc >= 0) {
            CRC32 sum = new CRC32();
            sum.update(all.array(), Math.min(CHECKED_FROM, all.capacity()), Math.max(0, all.capacity() - CHECKED_FROM));
            all.putInt(crc, (int) sum.getValue());
        }
        return new Bytes(all.array(), mark < 0 ? OptionalInt.empty() : OptionalInt.of(mark));
    }

    private static CorpusError error(String file, String text, int at, String problem, String remedy) {
        int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return new CorpusError(new Source(file, line, at - text.lastIndexOf('\n', at - 1)), problem, remedy);
    }
}
