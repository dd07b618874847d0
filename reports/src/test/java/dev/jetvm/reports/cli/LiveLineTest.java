package dev.jetvm.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LiveLineTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LiveLine line = new LiveLine(new PrintStream(written, true, StandardCharsets.UTF_8));

    @Test
    void isDrawnOverItselfAndGoneAtTheEnd() {
        line.accept("one of two");
        line.accept("two");
        line.close();
        line.accept("too late");
        line.close();
        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[Kone of two\r\u001b[Ktwo\r\u001b[K");
    }

    @Test
    void fitsTheTerminal() {
        assertThat(line.getMaxRenderedLength()).isPositive();
        line.close();
    }
}
