package dev.jetvm.spec.render;

import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.book.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks that compare the sources with the parsed book: references without a target, and clauses inside a list or a
 * table. Asciidoctor reports the former without a line and does not report the latter.
 */
final class SourceCheck {
    private static final Pattern RULE = Pattern.compile("\\[rule#([^,\\]]+)");
    private static final Pattern ERRATUM = Pattern.compile("errata=\"([^\"]*)\"");
    private static final Pattern FENCE = Pattern.compile("(-{4,}|\\.{4,}|/{4,})");

    private final Path sources;
    private final Book book;

    SourceCheck(Path sources, Book book) {
        this.sources = sources;
        this.book = book;
    }

    void run(List<Chapter> chapters) throws IOException {
        List<SourceLine> lines = lines();
        swallowed(lines);
        references(lines, chapters);
    }

    private record SourceLine(Place place, String text) {}

    /** The lines of all chapters, without listings. */
    private List<SourceLine> lines() throws IOException {
        List<SourceLine> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".adoc")).sorted().toList()) {
                String name = sources.relativize(file).toString();
                String fence = "";
                int number = 0;
                for (String line : Files.readAllLines(file)) {
                    number++;
                    String bare = line.stripTrailing();
                    if (!fence.isEmpty()) {
                        fence = bare.equals(fence) ? "" : fence;
                    } else if (FENCE.matcher(bare).matches()) {
                        fence = bare;
                    } else {
                        lines.add(new SourceLine(new Place(name, number), line));
                    }
                }
            }
        }
        return lines;
    }

    private void swallowed(List<SourceLine> lines) {
        for (SourceLine line : lines) {
            Matcher rule = RULE.matcher(line.text());
            if (rule.find() && !line.text().startsWith("//") && !book.clauses().containsKey(rule.group(1))
                    && book.problems().stream().noneMatch(it -> it.message().contains(rule.group(1)))) {
                book.problem(line.place(), rule.group(1) + " is not read as a clause: a rule is a block of its own "
                        + "in a chapter, outside lists and tables");
            }
        }
    }

    private void references(List<SourceLine> lines, List<Chapter> chapters) {
        Map<String, String> pages = Links.pages(chapters);
        TreeSet<String> broken = new TreeSet<>();
        for (Chapter chapter : chapters) {
            Matcher link = Links.LOCAL.matcher(chapter.html());
            while (link.find()) {
                if (!pages.containsKey(link.group(1))) {
                    broken.add(link.group(1));
                }
            }
        }
        for (String target : broken) {
            Pattern use = Pattern
                    .compile("<<#?" + Pattern.quote(target) + "[,>]|xref:#?" + Pattern.quote(target) + "\\[");
            List<Place> uses = lines.stream().filter(it -> use.matcher(it.text()).find()).map(SourceLine::place)
                    .toList();
            uses.forEach(place -> book.problem(place, "<<" + target + ">> leads nowhere"));
            // Links generated from errata= and for= are checked where these attributes are read.
            if (uses.isEmpty() && lines.stream().noneMatch(it -> it.text().contains(target))) {
                book.problem(new Place(ParsedBook.MAIN, 0), "a link to #" + target + " leads nowhere");
            }
        }
        for (SourceLine line : lines) {
            Matcher errata = ERRATUM.matcher(line.text());
            while (errata.find()) {
                for (String id : errata.group(1).split("\\s+")) {
                    if (!id.isEmpty() && !pages.containsKey(id)) {
                        book.problem(line.place(), "errata=" + id + ": the appendix has no " + id);
                    }
                }
            }
        }
    }
}
