package dev.jetvm.reports.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.history.History;
import dev.jetvm.conformance.history.HistoryFormat;
import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.linearizability.Checker;
import dev.jetvm.conformance.linearizability.Limits;
import dev.jetvm.conformance.linearizability.Models;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

final class LanesTest {
    private static final History HISTORY = HistoryFormat.jsonl.read("""
            {"event": "invoke", "thread": "a", "op": "push", "arg": 1}
            {"event": "invoke", "thread": "b<", "op": "pop"}
            {"event": "suspend", "thread": "b<"}
            {"event": "return", "thread": "a"}
            {"event": "resume", "thread": "b<"}
            {"event": "invoke", "thread": "a", "id": "x", "op": "pop"}
            {"event": "invoke", "thread": "a", "id": "y", "op": "push", "arg": "\\u001b"}
            {"event": "return", "thread": "b<", "result": 2}
            {"event": "return", "thread": "a", "id": "x", "outcome": "empty"}
            """.lines().toList());

    private static final List<Operation> OPERATIONS = HISTORY.operations();

    @Test
    void aLaneForEachThreadAndMoreWhereItsOperationsOverlap() {
        assertThat(LanesText.lines(OPERATIONS, 1, 100)).containsExactly(
                "a   [push(1) -> ok] [pop() -> empty]",
                "                     [push(\"\\u001b\") -> pending~",
                "b<   !pop() -> 2     !");
    }

    @Test
    void aLineForEachOperationWhereTheyAreTooWide() {
        assertThat(LanesText.lines(OPERATIONS, 1, 30)).containsExactly(
                "a   |------|              push(1) -> ok",
                "b<  |-------|             pop() -> 2  <- does not fit",
                "a          |-------|      pop() -> empty",
                "a           |~~~~~~~~~~~  push(\"\\u001b\") -> pending");
    }

    @Test
    void theSvgIsWellFormedAndMarksCulpritPendingAndSuspended() throws Exception {
        String svg = LanesSvg.render(OPERATIONS, 1, "a & b");
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(4);
        assertThat(svg).contains("<title>a &amp; b</title>", ">b&lt;</text>", "\\u001b")
                .containsOnlyOnce("lane-bar lane-culprit").containsOnlyOnce("lane-bar lane-pending")
                .containsOnlyOnce("lane-suspended");
    }

    @Test
    void aHistoryOfNothingIsDrawn() {
        assertThat(LanesText.lines(List.of(), -1, 80)).isEmpty();
        assertThat(LanesSvg.render(List.of(), -1, "nothing")).contains("</svg>");
    }

    @Test
    void thePageNeedsNothingElseAndSaysWhatDoesNotFit() {
        String page = HistoryPage.render("<file>", "stack", OPERATIONS,
                Checker.within(Limits.usual()).check(OPERATIONS, Models.of("stack", HISTORY.parameters())));
        assertThat(page)
                .contains("&lt;file&gt;: <span class=\"not\">not linearizable</span>", "pop() -&gt; 2, thread b&lt;",
                        "The longest linearizable prefix has 1 answered operation;", "<svg")
                .doesNotContain("http", "src=", "<file>");
    }
}
