package dev.jetvm.spec.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.session.Setting;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.testing.ScriptedSession;
import dev.jetvm.spec.book.Example;
import dev.jetvm.spec.book.Exchange;
import dev.jetvm.spec.book.Place;
import dev.jetvm.spec.book.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExampleRunnerTest {
    private final List<String> sent = new ArrayList<>();
    private final List<CaseInfo> begun = new ArrayList<>();

    /** Runs one exchange against an agent that gives this answer, and tells the problem. */
    private Optional<String> run(String request, String expect, String answer) {
        Exchange exchange = new Exchange(new Place("values.adoc", 7), request, expect);
        Example example = new Example(List.of("VAL-03"), Setting.TAGGED, new Place("values.adoc", 6),
                List.of(exchange));
        ScriptedSession session = new ScriptedSession(_ -> answer);
        List<Problem> problems = new ExampleRunner(session).run(List.of(example));
        sent.addAll(session.asked());
        begun.addAll(session.begun());
        return problems.stream().map(Problem::toString).findFirst();
    }

    @Test
    void whatTheBookSaysComes() {
        assertThat(run("value.encode {value: {kind: int, value: \"1\"}}", "ok {word: \"0x8\"}",
                "{\"outcome\":\"ok\",\"value\":{\"form\":\"immediate\",\"word\":\"0x0000000000000008\"}}")).isEmpty();
        assertThat(sent).containsExactly("{\"op\":\"value.encode\",\"value\":{\"kind\":\"int\",\"value\":\"1\"}}");
    }

    @Test
    void outerBracesAndOkMayBeLeftOutAndBytesAreHexadecimal() {
        assertThat(
                run("header.unpack bytes: !hex \"01 02\"", "size: 24", "{\"outcome\":\"ok\",\"value\":{\"size\":24}}"))
                .isEmpty();
        assertThat(sent).containsExactly("{\"op\":\"header.unpack\",\"bytes\":\"AQI=\"}");
    }

    @Test
    void theOtherOutcomes() {
        assertThat(run("ping", "panic int-overflow", "{\"outcome\":\"panic\",\"code\":\"int-overflow\"}")).isEmpty();
        assertThat(run("ping", "reject malformed header-length {at: 3}",
                "{\"outcome\":\"reject\",\"phase\":\"malformed\",\"code\":\"header-length\",\"at\":3}")).isEmpty();
        assertThat(run("ping", "unsupported value.translate",
                "{\"outcome\":\"unsupported\",\"feature\":\"value.translate\"}")).isEmpty();
        assertThat(run("ping", "error bad-request", "{\"outcome\":\"error\",\"code\":\"bad-request\"}")).isEmpty();
    }

    @Test
    void aDifferenceIsToldWithItsLineAndBothAnswers() {
        assertThat(run("value.encode {}", "ok {word: \"0x8\"}", "{\"outcome\":\"ok\",\"value\":{\"word\":\"0x9\"}}"))
                .get()
                .asString().startsWith("values.adoc:7: value.encode {}")
                .contains("expected {\"outcome\":\"ok\",\"value\":{\"word\":\"0x8\"}}",
                        "observed {\"outcome\":\"ok\",\"value\":{\"word\":\"0x9\"}}", "differ at value.word");
        assertThat(run("value.encode {}", "reject invalid utf8",
                "{\"outcome\":\"reject\",\"phase\":\"malformed\",\"code\":\"utf8\"}"))
                .get().asString().contains("differ at phase");
    }

    @Test
    void whatCannotBeReadIsToldWithItsLine() {
        assertThat(run("value.encode {value: [}", "ok", "{}")).get().asString().startsWith("values.adoc:7: ")
                .contains("cannot be read");
        assertThat(run("Value encode", "ok", "{}")).get().asString().contains("'Value' is no operation");
        assertThat(run("ping", "reject malformed", "{}")).get().asString()
                .contains("after reject comes phase and code");
    }

    @Test
    void anExampleThatEndsTheSessionHasAnAgentOfItsOwn() {
        run("bye {}", "ok {}", "{\"outcome\":\"ok\",\"value\":{}}");
        run("ping {}", "ok {}", "{\"outcome\":\"ok\",\"value\":{}}");
        assertThat(begun).extracting(CaseInfo::ownProcess).containsExactly(true, false);
    }
}
