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
    private static final Pattern PROMISE = Pattern.compile(
            "\\b(?<!reserved for )later versions?\\b|\\bfuture versions?\\b"
                    + "|\\bcomes? with (?:the|a|its|an?other)\\b(?= (?:chapter|heap|next))|\\bcomes? with the chapters?\\b|\\bfor now\\b"
                    + "|\\buntil (?:then|a program can)\\b|\\bwill be said\\b|\\bchapters of their own\\b|\\bkept for later\\b",
            Pattern.CASE_INSENSITIVE);
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
        promises(lines);
    }

    /** Reports text that promises something for another version of the book, or that was true before the chapter it promises. */
    private void promises(List<SourceLine> lines) {
        for (int i = 0; i < lines.size(); i++) {
            SourceLine line = lines.get(i);
            boolean goesOn = i + 1 < lines.size() && lines.get(i + 1).place().file().equals(line.place().file());
            String text = line.text() + " " + (goesOn ? lines.get(i + 1).text() : "");
            Matcher promise = PROMISE.matcher(text);
            if (promise.find() && promise.start() < line.text().length()) {
                book.problem(line.place(), "'" + promise.group() + "' promises what another version of the book says; "
                        + "say what holds in this one");
            }
        }
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
