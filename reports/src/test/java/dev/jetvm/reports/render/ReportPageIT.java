package dev.jetvm.reports.render;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a reader uses it, in headless Chromium. */
final class ReportPageIT {
    private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before all
    private static Playwright playwright;
    @SuppressWarnings("NullAway.Init") // set before all
    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();
    @SuppressWarnings("NullAway.Init") // set before each
    private Page page;

    @BeforeAll
    static void open() throws IOException {
        Assumptions.assumeFalse("1".equals(System.getenv("JET_NO_BROWSER")), "JET_NO_BROWSER=1 leaves the browser out");
        Path chromium = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
        assertThat(Files.isExecutable(chromium))
                .as("Chromium is needed at %s; install it, name it in CHROMIUM, or set JET_NO_BROWSER=1", chromium)
                .isTrue();
        Files.writeString(folder.resolve("index.html"),
                HtmlReport.render(SampleReports.withFailures(), "../the%20book"));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium()
                .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(FLAGS));
    }

    @AfterAll
    static void shut() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void visit() {
        page = browser.newPage();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith("file:")) {
                complaints.add("request to " + request.url());
            }
        });
        page.navigate(folder.resolve("index.html").toUri().toString());
    }

    @AfterEach
    void nothingWentWrong() {
        page.close();
        assertThat(complaints).as("console messages, errors, requests").isEmpty();
    }

    private Locator cases() {
        return page.locator("#cases details");
    }

    @Test
    void theHeadSaysHowItWent() {
        assertThat(page.locator("h1")).hasText("Sample <b>VM</b> 1.0");
        assertThat(page.locator("#verdict")).hasText("2 cases failed, 2 clauses violated");
    }

    @Test
    void aChapterSaysHowManyOfItsCasesWereNotRun() {
        assertThat(page.locator("[data-chapter='Layout'] .sum"))
                .hasText("0 of 1 clauses shown \u00b7 1 case \u00b7 1 unsupported");
        assertThat(page.locator("#facts")).containsText("Filter");
    }

    @Test
    void searchNarrowsTheCases() {
        page.locator("#search").fill("soa");
        assertThat(cases()).hasCount(1);
        assertThat(cases().first()).hasAttribute("data-case", "layout-soa");
        page.locator("#search").fill("no such words anywhere");
        assertThat(cases()).hasCount(0);
        page.locator("#clear").click();
        assertThat(page.locator("#count")).containsText("304 cases");
    }

    @Test
    void failuresOfOneCauseAreBehindTheFirst() throws IOException {
        Path alike = folder.resolve("alike.html");
        Files.writeString(alike, HtmlReport.render(SampleReports.withOneCause(), ""));
        page.navigate(alike.toUri().toString());
        Locator shown = page.locator("#cases > [data-case]");
        assertThat(shown).hasCount(2);
        assertThat(shown.first()).hasAttribute("data-case", "header-a");
        Locator others = page.locator("#cases > .same-cause");
        assertThat(others).hasText("and 2 cases more that fail alike (wrong result, HDR-03, value.size)");
        others.locator("summary").click();
        assertThat(others.locator("[data-case]")).hasCount(2);
        others.locator("[data-case='header-c'] > summary").click();
        assertThat(others.locator("[data-case='header-c'] .why")).containsText("expected 24, observed 32");
    }

    @Test
    void verdictAndChapterFilter() {
        page.locator("#verdict-filter").selectOption("fail");
        assertThat(cases()).hasCount(1);
        page.locator("#clear").click();
        page.locator("#chapter").selectOption("Object headers");
        assertThat(cases()).hasCount(2);
    }

    @Test
    void aClauseShowsItsCases() {
        Locator clause = page.locator("[data-rule='HDR-03']");
        assertThat(clause).hasAttribute("data-status", "fail");
        clause.click();
        assertThat(cases()).hasCount(2);
        assertThat(page.locator("#count")).containsText("for HDR-03");
        clause.click();
        assertThat(page.locator("#count")).containsText("304 cases");
    }

    @Test
    void aFailureLinksToItsClauseInTheBook() throws IOException {
        page.locator("[data-case='header-size'] summary").click();
        Locator link = page.locator("[data-case='header-size'] .in-book a");
        assertThat(link).hasText("Object headers, HDR-03");
        assertThat(link).hasAttribute("href", "../the%20book/object-headers.html#HDR-03");

        Files.writeString(folder.resolve("alone.html"), HtmlReport.render(SampleReports.withFailures(), ""));
        page.navigate(folder.resolve("alone.html").toUri().toString());
        page.locator("[data-case='header-size'] summary").click();
        assertThat(page.locator("[data-case='header-size'] .in-book"))
                .hasText("In the book: Object headers, object-headers.html#HDR-03 (./jet spec renders it)");
    }

    @Test
    void aClauseThatNoCaseShowsMayHaveStressEvidence() {
        assertThat(page.locator("#stress-note")).containsText("stress tests of the bundled reference");
        assertThat(page.locator("[data-stress]")).hasCount(2);
        Locator clause = page.locator("[data-rule='VAL-19']");
        assertThat(clause.locator(".ev")).hasText("stress only");
        assertThat(page.locator("#stress")).isHidden();
        clause.click();
        assertThat(page.locator("#stress")).hasText(
                "Stress tests of the reference, 2 tests, 12 M samples, no forbidden outcome (Torn, Late)");
        page.locator("[data-rule='HDR-03']").click();
        assertThat(page.locator("#stress")).containsText("fail: 1 test");
    }

    @Test
    void aProgramAndItsOutputAreReadLineByLine() throws IOException {
        Files.writeString(folder.resolve("program.html"), HtmlReport.render(SampleReports.withProgram(), ""));
        page.navigate(folder.resolve("program.html").toUri().toString());
        Locator failing = page.locator("[data-case='prog-sums-add']");
        failing.locator("summary").click();
        assertThat(failing.locator(".program")).hasText("   3  .module \"m\"\n   4    CONST (\"</script>\")\n");
        assertThat(failing.locator(".sent")).containsText("\"assembly\":\"(the program above)\"");
        assertThat(failing.locator(".sent")).containsText("... (400 characters)");
        assertThat(failing.locator(".observed mark")).hasText("\"1\\n\n      3\\n\"");
    }

    @Test
    void aFailingCaseExplainsItself() {
        Locator failing = page.locator("[data-case='header-size']");
        failing.locator("summary").click();
        assertThat(failing.locator(".expected mark")).hasText("24");
        assertThat(failing.locator(".observed mark")).hasText("32");
        assertThat(failing.locator(".transcript .sent").last()).containsText("header.unpack");
        assertThat(failing.locator(".repro")).hasText("./jet conformance repro header-size");
        assertThat(failing.locator(".why")).containsText("</script><script>alert(1)</script>");
        assertThat(failing.locator(".why")).containsText("\\u0007\\u001b[2J\\u009b\\u202e");
    }

    @Test
    void aCaseOfAnEditedClauseIsSuspect() {
        assertThat(page.locator("#suspects")).containsText("Suspect: 2 cases, since the text of HDR-03 changed");
        page.locator("#search").fill("suspect");
        assertThat(cases()).hasCount(2);
        Locator failing = page.locator("[data-case='header-size']");
        assertThat(failing.locator("summary .suspect")).isVisible();
        failing.locator("summary").click();
        assertThat(failing.locator("p.suspect")).containsText("HDR-03");
        assertThat(failing.locator(".replay a")).hasAttribute("href", "repro/header-size.json");
    }

    @Test
    void manyCasesComeInPages() {
        assertThat(cases()).hasCount(200);
        page.locator("#more").click();
        assertThat(cases()).hasCount(304);
        assertThat(page.locator("#more")).isHidden();
    }

    @Test
    void aLinkToAClauseOpensIt() {
        page.navigate(folder.resolve("index.html").toUri() + "#HDR-03");
        page.reload();
        assertThat(cases()).hasCount(2);
    }

    @Test
    void theHeapIsShownBlockByBlock() {
        assertThat(page.locator("#heap-ended")).hasText("The portrait ends after 2 of 7 steps: it is a sample");
        assertThat(page.locator(".view.shown .lines")).hasCount(2);
        Locator mature = page.locator(".view.shown .lines").nth(1);
        assertThat(mature).hasAttribute("aria-label", "Block 16, mature: 10 of 256 lines live, 2 holes, cursor 0");
        assertThat(mature.locator("rect")).hasCount(3);
        assertThat(mature.locator("rect.live title"))
                .hasText("Block 16, mature: lines 20 to 29 live at the last collection, 10 lines, 1,280 bytes");
        Locator nursery = page.locator(".view.shown .lines").first();
        assertThat(nursery.locator("rect.given title")).containsText("lines 0 to 99 given out since");
        assertThat(nursery.locator("rect.cursor title")).hasText("Block 8, nursery: cursor at line 100");
        assertThat(page.locator(".view.shown")).containsText("2 more blocks left out.");
        mature.locator("rect.live").hover();
        assertThat(page.locator(".view.shown .probe")).containsText("1,280 bytes");
        assertThat(page.locator(".view.shown .census tbody tr")).hasCount(2);
        assertThat(page.locator(".view.shown .census .type").first()).hasText("Pair<b>");
    }

    @Test
    void runsOfLinesHaveTheirWidthAndTheirColour() {
        Locator live = page.locator(".view.shown .lines").nth(1).locator("rect.live");
        double part = live.boundingBox().width / page.locator(".view.shown .lines").nth(1).boundingBox().width;
        assertThat(part).isBetween(9.9 / 256, 10.1 / 256);
        String colour = "node => getComputedStyle(node).fill";
        assertThat(live.evaluate(colour))
                .isNotEqualTo(page.locator(".view.shown rect.free").first().evaluate(colour))
                .isNotEqualTo(page.locator(".view.shown rect.given").first().evaluate(colour));
    }

    @Test
    void stepsAreChosenByClickAndByKey() {
        page.locator("#heap-step-0").click();
        assertThat(page.locator(".view.shown .note"))
                .hasText("No picture: bitmap of block 0 is 31 bytes, not 32: \"<i>\"");
        assertThat(page.locator(".view.shown .lines")).hasCount(0);
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#heap-step-1")).isFocused();
        assertThat(page.locator(".view.shown .lines")).hasCount(2);
    }

    @Test
    void theDumpOpensAndItsReferencesLead() {
        Locator dump = page.locator(".view.shown .dump");
        assertThat(dump.locator("li")).hasCount(0);
        dump.locator("summary").click();
        assertThat(dump.locator("li")).hasCount(2);
        assertThat(dump.locator("li").first()).containsText("pinned");
        assertThat(dump.locator("li").first().locator("span.ref")).hasText("#7");
        dump.locator("li").first().locator("button.ref").click();
        assertThat(dump.locator("li.here")).hasAttribute("data-object", "1");
    }

    @Test
    void aPhoneNeedsNoSidewaysScrolling() {
        page.setViewportSize(390, 844);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.locator("[data-case='header-size'] summary").click();
            page.locator(".view.shown .dump summary").click();
            assertThat(page.locator(".view.shown .blocks").boundingBox().width).isBetween(300.0, 390.0);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).isEqualTo(true);
        }
    }
}
