package dev.jetvm.spec.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FieldDiagramTest {

    @Test
    void bitsRunFromTheHighestAndBytesFromTheLowest() throws FieldDiagram.Misfit {
        List<String> lines = List.of("0-2 tag | 0", "3-63 payload: the rest");
        String bits = FieldDiagram.parse(FieldDiagram.Unit.BIT, 64, lines).svg(720, FieldDiagram.Ink.CSS, "wide");
        assertThat(bits.indexOf(">payload<")).isLessThan(bits.indexOf(">tag<"));
        assertThat(bits).contains(">63<", ">3<", ">2<", ">0<", ">the rest<");
        String bytes = FieldDiagram.parse(FieldDiagram.Unit.BYTE, 64, lines).svg(720, FieldDiagram.Ink.CSS, "wide");
        assertThat(bytes.indexOf(">tag<")).isLessThan(bytes.indexOf(">payload<"));
    }

    @Test
    void aNarrowPictureHasMoreRowsAndStaysWithinItsWidth() throws FieldDiagram.Misfit {
        FieldDiagram diagram = FieldDiagram.parse(FieldDiagram.Unit.BIT, 64, List.of("0-15 flags: of the type",
                "16-19 align: logarithm", "20-31 weak count", "32-63 strong count"));
        assertThat(height(diagram.svg(344, FieldDiagram.Ink.CSS, "n")))
                .isGreaterThan(height(diagram.svg(720, FieldDiagram.Ink.CSS, "w")));
        var boxes = Pattern.compile("<rect x=\"([\\d.]+)\" y=\"\\d+\" width=\"([\\d.]+)\"")
                .matcher(diagram.svg(344, FieldDiagram.Ink.CSS, "n"));
        int count = 0;
        while (boxes.find()) {
            count++;
            assertThat(Double.parseDouble(boxes.group(1)) + Double.parseDouble(boxes.group(2)))
                    .isLessThanOrEqualTo(344);
        }
        assertThat(count).isEqualTo(4);
    }

    @Test
    void paperNeedsNoStyleSheet() throws FieldDiagram.Misfit {
        String svg = FieldDiagram.parse(FieldDiagram.Unit.BIT, 8, List.of("0-7 a < b")).svg(640, FieldDiagram.Ink.PAPER,
                "paper");
        assertThat(svg).contains("a &lt; b", "fill=\"#").doesNotContain("class=\"box\"");
    }

    @Test
    void whatDoesNotFitIsNamedWithItsLine() {
        assertThatThrownBy(() -> FieldDiagram.parse(FieldDiagram.Unit.BIT, 8, List.of("0-3 low", "4-9 high")))
                .hasMessage("high ends at 9; there are 8 bits")
                .satisfies(e -> assertThat(((FieldDiagram.Misfit) e).line()).isEqualTo(1));
        assertThatThrownBy(() -> FieldDiagram.parse(FieldDiagram.Unit.BYTE, 2, List.of("first")))
                .hasMessageStartingWith("no field: 'first'");
    }

    private static int height(String svg) {
        var box = Pattern.compile("viewBox=\"0 0 \\d+ (\\d+)\"").matcher(svg);
        assertThat(box.find()).isTrue();
        return Integer.parseInt(box.group(1));
    }
}
