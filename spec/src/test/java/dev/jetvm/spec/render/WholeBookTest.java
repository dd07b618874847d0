package dev.jetvm.spec.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.jetvm.spec.book.Sessions;
import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.book.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The book as readers see it, beside a report, with tables of one row instead of the agent's. */
class WholeBookTest {
    private static final Path SOURCES = Path.of(System.getProperty("jet.root"), "spec/src/docs/asciidoc");
    private static final Pattern TABLE = Pattern
            .compile("topic=([\\w-]+),name=([\\w-]+)(?:,cols=\"([^\"]+)\")?(?:,cases=(\\w+))?");
    private static final Pattern INSTRUCTION = Pattern.compile("instruction::(\\w+)\\[]");
    private static final Pattern RULE = Pattern.compile("(?m)^\\[rule#([A-Z]+-\\d+[a-z]?),");
    private static final List<String> OPCODES = List.of("code", "instruction", "operands", "bytes", "stack", "family",
            "notes", "clause", "meaning");
    private static final Pattern LINK = Pattern.compile("href=\"([^\":?]*?)(?:#([^\"]+))?\"");

    private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");
    /** What reaches beyond the window although nothing around it scrolls or cuts it off. */
    private static final String TOO_WIDE = """
            () => [...document.querySelectorAll('main *')].filter(e => {
              if (e.getBoundingClientRect().right <= innerWidth + 1) return false;
              for (let p = e.parentElement; p; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return false;
              return true;
            }).map(e => e.tagName + ' ' + e.textContent.slice(0, 40))""";

    @TempDir
    static Path out = Path.of("");
    @SuppressWarnings("NullAway.Init") // set before all
    private static ParsedBook parsed;

    @BeforeAll
    static void render() throws IOException {
        Status status = SampleReport.write(out, clauses());
        parsed = ParsedBook.read(TestBook.ENGINE, SOURCES, out.resolve("images"), tables(), status, Sessions.NONE);
        new HtmlSite(parsed, status).write(out);
    }

    @Test
    void noMarkupReachesTheReader() throws IOException {
        assertThat(RenderedCheck.pages(out)).isEmpty();
        assertThat(Files.readString(out.resolve("values.html"))).contains("class=\"badge b-pass\"",
                "class=\"badge b-fail\"", "class=\"badge stress b-pass\"", "class=\"untestable\"");
    }

    @Test
    void noPageIsWiderThanAPhoneOrADesk() throws IOException {
        Assumptions.assumeFalse("1".equals(System.getenv("JET_NO_BROWSER")), "JET_NO_BROWSER=1 leaves the browser out");
        Path chromium = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
        try (Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright.chromium()
                        .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(FLAGS))) {
            com.microsoft.playwright.Page page = browser.newPage();
            for (Path each : pages()) {
                page.navigate(each.toUri().toString());
                for (int width : new int[]{390, 1280}) {
                    page.setViewportSize(width, 844);
                    assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                            .as("%s at %d: %s", each.getFileName(), width, page.evaluate(TOO_WIDE)).isEqualTo(0);
                }
            }
            page.setViewportSize(390, 844);
            page.locator("#q").fill("bitmap");
            assertThat(page.locator("#hits b").allTextContents()).contains("HEAP-09");
        }
    }

    @Test
    void itHasNoProblemsAndEveryLinkBetweenItsPagesLeadsSomewhere() throws IOException {
        assertThat(parsed.book().problems()).isEmpty();
        assertThat(parsed.book().clauses()).hasSizeGreaterThan(90);
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

    /** The IDs of the clauses, which a report lists before the book is parsed. */
    private static List<String> clauses() throws IOException {
        List<String> ids = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".adoc")).sorted().toList()) {
                RULE.matcher(Files.readString(file)).results().forEach(it -> ids.add(it.group(1)));
            }
        }
        return ids;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.filter(it -> it.toString().endsWith(".html")).sorted().toList();
        }
    }

    private static Tables tables() throws IOException {
        Map<String, List<Tables.Table>> known = new HashMap<>();
        List<List<String>> opcodes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".adoc")).toList()) {
                String text = Files.readString(file);
                INSTRUCTION.matcher(text).results()
                        .forEach(it -> opcodes.add(List.of("0x01", it.group(1), "constant:u16",
                                "3", "object arguments* superclass:class! -- result", "one", "safepoint", "ISA-01",
                                "Does it.")));
                TABLE.matcher(text).results().forEach(use -> {
                    int columns = use.group(3) == null ? 1 : use.group(3).split(",").length;
                    if (use.group(4) != null) {
                        // The last column is made of cases that raise the code in the first.
                        List<String> names = new ArrayList<>(Collections.nCopies(columns - 1, "name"));
                        List<String> row = new ArrayList<>(Collections.nCopies(columns - 1, "value"));
                        names.set(0, use.group(4));
                        row.set(0, "user");
                        known.computeIfAbsent(use.group(1), _ -> new ArrayList<>())
                                .add(new Tables.Table(use.group(2), names, List.of(row)));
                        return;
                    }
                    known.computeIfAbsent(use.group(1), _ -> new ArrayList<>())
                            .add(new Tables.Table(use.group(2), Collections.nCopies(columns, "name"),
                                    List.of(Collections.nCopies(columns, "value"))));
                });
            }
        }
        known.computeIfAbsent("opcodes", _ -> new ArrayList<>())
                .addFirst(new Tables.Table("opcodes", OPCODES, opcodes));
        return topic -> known.getOrDefault(topic, List.of());
    }
}
