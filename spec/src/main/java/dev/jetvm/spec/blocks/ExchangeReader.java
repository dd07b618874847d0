package dev.jetvm.spec.blocks;

import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.book.Exchange;
import dev.jetvm.spec.book.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the lines of an example: one exchange per line, {@code request -> answer}. A line that begins with a space or
 * with the arrow continues the previous line. A line that begins with {@code #} is a remark
 * on the exchange below it.
 */
final class ExchangeReader {
    private static final String ARROW = "->";
    private final Book book;
    private final List<String> remarks = new ArrayList<>();

    ExchangeReader(Book book) {
        this.book = book;
    }

    List<Exchange> read(List<String> lines, Place first) {
        List<Exchange> exchanges = new ArrayList<>();
        StringBuilder whole = new StringBuilder();
        int start = 0;
        for (int i = 0; i <= lines.size(); i++) {
            String line = i < lines.size() ? lines.get(i) : "";
            boolean goesOn = !line.isEmpty() && (line.startsWith(" ") || line.startsWith(ARROW));
            if (goesOn) {
                whole.append(' ').append(line.strip());
                continue;
            }
            flush(whole.toString(), new Place(first.file(), first.line() + start), exchanges);
            whole.setLength(0);
            start = i;
            if (line.startsWith("#")) {
                remarks.add(line.substring(1).strip());
            } else {
                whole.append(line);
            }
        }
        return exchanges;
    }

    private void flush(String text, Place place, List<Exchange> exchanges) {
        if (text.isBlank()) {
            return;
        }
        int arrow = text.indexOf(" " + ARROW + " ");
        if (arrow < 0) {
            book.problem(place, "an exchange without ' -> ': " + text.strip());
            return;
        }
        exchanges.add(new Exchange(place, text.substring(0, arrow).strip(),
                text.substring(arrow + ARROW.length() + 2).strip(), List.copyOf(remarks), List.of()));
        remarks.clear();
    }
}
