package dev.jetvm.spec.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.book.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The book as it is, with tables of one cell instead of the agent's. */
class WholeBookTest {
    private static final Path SOURCES = Path.of(System.getProperty("jet.root"), "spec/src/docs/asciidoc");
    private static final Pattern TABLE = Pattern.compile("topic=(\\w+),name=([\\w-]+)");
    private static final Pattern LINK = Pattern.compile("href=\"([^\":?]*?)(?:#([^\"]+))?\"");

    @TempDir
    Path out;

    @Test
    void itHasNoProblemsAndEveryLinkBetweenItsPagesLeadsSomewhere() throws IOException {
        ParsedBook parsed = ParsedBook.read(TestBook.ENGINE, SOURCES, out.resolve("images"), tables(), Status.absent());
        assertThat(parsed.book().problems()).isEmpty();
        assertThat(parsed.book().clauses()).hasSizeGreaterThan(90);
        new HtmlSite(parsed, Status.absent()).write(out);
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                Path target = link.group(1).isEmpty() ? page : out.resolve(link.group(1));
                boolean there = Files.exists(target) && (link.group(2) == null
                        || Files.readString(target).contains("id=\"" + link.group(2) + "\""));
                if (!there) {
                    dead.add(page.getFileName() + " -> " + link.group());
                }
            }
        }
        assertThat(dead).isEmpty();
        assertThat(Files.readString(out.resolve("object-headers.html"))).contains("<svg class=\"drawn\"")
                .doesNotContain("@startuml", "<img");
    }

    private List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.filter(it -> it.toString().endsWith(".html")).sorted().toList();
        }
    }

    private static Tables tables() throws IOException {
        List<Tables.Table> known = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".adoc")).toList()) {
                Matcher use = TABLE.matcher(Files.readString(file));
                while (use.find()) {
                    known.add(new Tables.Table(use.group(2), List.of("name"), List.of(List.of("value"))));
                }
            }
        }
        return topic -> known;
    }
}
