package dev.jetvm.reports.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.reports.model.HeapPortrait;
import dev.jetvm.reports.model.HeapPortrait.Step;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeapPainterTest {
    private static final int STEPS = PortraitScript.steps().size();

    private final HeapPeer agent = new HeapPeer();

    private HeapPortrait portrait() {
        return HeapPainter.paint(agent.session, agent.features::contains, 5).orElseThrow();
    }

    private Step lastStep() {
        HeapPortrait portrait = portrait();
        assertThat(portrait.ended()).isEmpty();
        assertThat(portrait.steps()).hasSize(STEPS);
        return portrait.steps().getLast();
    }

    @Test
    void everyStepIsLookedAt() {
        HeapPortrait portrait = portrait();
        assertThat(portrait.ended()).isEmpty();
        assertThat(portrait.steps()).hasSize(STEPS).allSatisfy(step -> {
            assertThat(step.notes()).isEmpty();
            assertThat(step.map()).isNotNull();
            assertThat(step.usage()).isEqualTo(new HeapPortrait.Usage(1, 24, 1L << 54));
            assertThat(step.census()).hasSize(1);
            assertThat(step.dump()).isNotNull();
        });
        assertThat(portrait.steps()).extracting(step -> step.collected() != null).containsExactly(false, true, true,
                false, true, true, true);
        assertThat(agent.session.ended()).as("the agent was given back").isEqualTo(1);
    }

    @Test
    void whoDoesNotShowItsHeapHasNoPortrait() {
        agent.without("heap.usage").without("heap.dump").without("heap.lines");
        assertThat(HeapPainter.paint(agent.session, agent.features::contains, 5)).isEmpty();
        agent.features.add("heap.lines");
        agent.without("gc.collect");
        assertThat(HeapPainter.paint(agent.session, agent.features::contains, 5)).isEmpty();
        assertThat(agent.operations()).isEmpty();
    }

    @Test
    void whoHasNoLinesHasNoPicture() {
        agent.without("heap.lines");
        Step step = lastStep();
        assertThat(step.map()).isNull();
        assertThat(step.notes()).containsExactly("No picture: heap.lines is not announced.");
        assertThat(step.census()).isNotEmpty();
        assertThat(agent.operations()).doesNotContain("heap.map");
    }

    @Test
    void aStepLeavesOutWhatIsNotAnnounced() {
        agent.without("heap.immortal").without("heap.pin");
        HeapPortrait portrait = portrait();
        assertThat(portrait.ended()).isEmpty();
        assertThat(portrait.steps()).hasSize(STEPS);
        assertThat(portrait.steps().getFirst().notes())
                .containsExactly("Left out: heap.alloc, because heap.immortal is not announced.");
        assertThat(portrait.steps().get(2).notes())
                .containsExactly("Left out: heap.pin, because heap.pin is not announced.");
        assertThat(agent.operations()).doesNotContain("heap.pin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "\"bitmap\":\"/; \"bitmap\":\"!; is no base64", //
            "wAAA; ``; is 29 bytes, not 32", //
            "\"bitmap\"; \"bits\"; bitmap of block 0 is no text: missing", //
            "\"cursor\":32; \"cursor\":257; cursor of block 0 is not in 0 to 256: 257", //
            "\"cursor\":32; \"cursor\":-1; not in 0 to 256", //
            "\"cursor\":32; \"cursor\":3.5; is no integer", //
            "\"holes\":1; \"holes\":null; holes of block 0 is no integer: null", //
            "\"freeLines\":224; \"freeLines\":1e999; is no integer", //
            "\"block\":8; \"block\":99999999999999999999; not in 0 to", //
            "\"mature\"; \"heap\"; space of block 0 is none of the four spaces", //
            "\"blocks\":[; \"blocks\":[null,; block 0 is no JSON object: null", //
            "\"blocks\":[; \"blocks\":[[],; block 0 is no JSON object: []", //
            "\"blocks\":; \"blocks\":7,\"b\":; blocks of the map is no array: 7", //
            "\"regions\":; \"regions\":{},\"r\":; regions of the map is no array", //
            "\"epoch\":1; \"epoch\":\"one\"; epoch of the map is no integer"})
    void aMalformedMapCostsThePictureOnly(String part, String instead, String why) {
        String good = HeapPeer.map(HeapPeer.block("8"));
        assertThat(good).contains(part);
        agent.answering("heap.map", good.replace(part, instead));
        Step step = lastStep();
        assertThat(step.map()).isNull();
        assertThat(step.notes()).singleElement().asString().startsWith("No picture: ").contains(why)
                .hasLineCount(1).hasSizeLessThan(300);
        assertThat(step.census()).hasSize(1);
        assertThat(step.dump()).isNotNull();
    }

    @Test
    void aMapThatIsNoneAndOneThatIsRefused() {
        agent.answering("heap.map", "null");
        assertThat(lastStep().notes()).containsExactly("No picture: the map is no JSON object: null");
        agent.answering("heap.map", "panic out-of-memory");
        assertThat(lastStep().notes()).containsExactly("No picture: the answer was panic out-of-memory");
        agent.answering("heap.map", HeapPeer.map(HeapPeer.block("8") + "," + HeapPeer.block("8")));
        assertThat(lastStep().notes()).containsExactly("No picture: block 8 is in the map twice");
    }

    @Test
    void malformedAnswersOfTheOtherKinds() {
        agent.answering("heap.census", "{\"rows\":[{\"space\":\"mature\",\"type\":7}]}")
                .answering("heap.dump", "{\"complete\":\"yes\",\"objects\":[],\"roots\":[]}")
                .answering("heap.usage", "[]").answering("gc.collect", "{}");
        Step step = lastStep();
        assertThat(step.map()).isNotNull();
        assertThat(step.notes()).containsExactly("No collection: kind of the collection is no text: missing",
                "No usage: the usage is no JSON object: []", "No census: type of row 0 is no text: 7",
                "No dump: complete of the dump is neither true nor false: \"yes\"");
    }

    @Test
    void aDumpWithReferencesThatAreNone() {
        for (String references : new String[]{"[-1]", "[\"0\"]", "[1.5]", "[99999999999999999999]", "{}"}) {
            agent.answering("heap.dump",
                    "{\"complete\":true,\"objects\":[{\"id\":0,\"type\":\"T\",\"space\":\"mature\",\"total\":24,\"pinned\":false,\"references\":"
                            + references + "}],\"roots\":[]}");
            assertThat(lastStep().notes()).as(references).singleElement().asString().contains("references of object 0");
        }
    }

    @Test
    void whateverAnAgentSaysThePortraitIsBounded() {
        String long_ = "x".repeat(100_000);
        agent.answering("heap.map", HeapPeer.map(IntStream.range(0, 5000)
                .mapToObj(k -> HeapPeer.block(Integer.toString(4999 - k))).collect(Collectors.joining(","))));
        agent.answering("heap.census", "{\"rows\":[" + IntStream.range(0, 1000)
                .mapToObj(_ -> "{\"space\":\"large\",\"type\":\"" + long_.substring(0, 500)
                        + "\",\"objects\":1,\"bytes\":1}")
                .collect(Collectors.joining(",")) + "]}");
        agent.answering("heap.usage", "{\"objects\":\"" + long_ + "\"}");
        Step step = lastStep();
        HeapPortrait.Map map = Objects.requireNonNull(step.map());
        assertThat(map.blocks()).hasSize(PortraitReader.BLOCKS_MAX).extracting(HeapPortrait.Block::block)
                .startsWith(0L, 1L, 2L);
        assertThat(map.omitted()).isEqualTo(5000 - PortraitReader.BLOCKS_MAX);
        assertThat(step.census()).hasSize(PortraitReader.ROWS_MAX).allMatch(row -> row.type().length() < 200);
        assertThat(step.notes()).singleElement().asString().hasSizeLessThan(300);
    }

    @Test
    void anAgentThatDiesKeepsWhatWasSeen() {
        agent.dyingAfter(30);
        HeapPortrait portrait = portrait();
        assertThat(portrait.steps()).hasSizeBetween(1, STEPS - 1);
        assertThat(portrait.ended()).isEqualTo("The portrait ends after " + portrait.steps().size() + " of " + STEPS
                + " steps: crash: it ended with status 3");
        assertThat(agent.session.ended()).isEqualTo(1);
    }

    @Test
    void aScriptThatCannotBePlayedSaysWhere() {
        agent.answering("heap.pin", "panic type");
        assertThat(portrait().steps()).hasSize(2);
        assertThat(portrait().ended()).endsWith("after 2 of 7 steps: heap.pin was answered panic type");
    }
}
