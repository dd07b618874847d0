package dev.jetvm.conformance.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.exchange.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The judge of channels against labelled histories. Each is a text of operations: thread, name, argument or value, start and end;
 * {@code -} for empty, {@code !} for full, {@code x} for closed, {@code ok} for a close, and {@code ?} as the end of one that waits.
 */
final class ChannelHistoryTest {
    private static final Pattern SELECT = Pattern.compile("select\\(([^)]*)\\)(d?)(:.*)?");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "a queue | 2 | 0 send 0 1 2; 0 send 1 3 4; 1 receive 0 5 6; 1 receive 1 7 8",
            "a rendezvous | 0 | 0 send 0 1 5; 1 receive 0 2 6",
            "received during its send | 1 | 0 send 0 1 9; 1 receive 0 2 3",
            "equal times decide nothing | 0 | 0 send 0 1 2; 1 receive 0 2 3",
            "values behind a close | 2 | 0 send 0 1 2; 0 close ok 3 4; 1 receive 0 5 6; 1 receive x 7 8; 0 send:1 x 9 10",
            "a send that overlaps the close | 2 | 0 send 0 1 9; 1 close ok 2 3; 1 receive 0 4 5",
            "a send that the close ends | 0 | 0 send:0 x 1 9; 1 close ok 2 3",
            "two closes | 0 | 0 close ok 1 4; 1 close x 2 3",
            "an attempt without a partner | 0 | 0 send 0 1 9; 1 try-receive - 2 3; 1 receive 0 4 8",
            "a buffer that is full | 1 | 0 send 0 1 2; 0 try-send:1 ! 3 4; 1 try-receive 0 5 6; 1 try-receive - 7 8",
            "a send waits | 0 | 0 send 0 1 ?",
            "a send waits for room | 1 | 0 send 0 1 2; 0 send 1 3 ?",
            "a receive waits | 1 | 0 send 0 1 2; 1 receive 0 3 4; 1 receive ? 5 ?",
            "two senders, either first | 2 | 0 send 0 1 5; 1 send 1048576 2 6; 2 receive 1048576 7 8; 2 receive 0 9 10"
    })
    void aHistoryThatCanBeExplainedIsAccepted(String what, int capacity, String history) {
        assertThat(violation(history, capacity)).as(what).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "invented | a value was received that no thread sent | 1 | 0 receive 7 1 2",
            "too early | a value was received before it was sent | 1 | 1 receive 0 1 2; 0 send 0 3 4",
            "twice | a value was received twice | 2 | 0 send 0 1 2; 1 receive 0 3 4; 2 receive 0 3 4",
            "of a failed send | a value was received although its send failed | 1 | 0 send:0 x 3 4; 1 close ok 1 2; 2 receive 0 5 6",
            "not taken | a send without a buffer ended before its value was received | 0 | 0 send 0 1 2; 1 receive 0 3 4",
            "a stack | two values of one sender were received in the wrong order | 2 | 0 send 0 1 2; 0 send 1 3 4; 1 receive 1 5 6; 1 receive 0 7 8",
            "closed twice | a channel was closed twice | 0 | 0 close ok 1 2; 1 close ok 1 2",
            "closed without a close | the channel was not closed yet | 0 | 0 receive x 1 2",
            "closed too early | the channel was not closed yet | 0 | 0 receive x 1 2; 1 close ok 3 4",
            "sent behind the close | a value was sent to a closed channel | 2 | 0 close ok 1 2; 1 send 1048576 3 4",
            "waits behind the close | an operation waits although the channel is closed | 0 | 0 receive ? 1 ?; 1 close ok 2 3",
            "both wait | a send and a receive wait for ever | 0 | 0 send 0 1 ?; 1 receive ? 2 ?",
            "a value is left | a receive waits for ever although 1 sent values | 1 | 0 send 0 1 2; 1 receive ? 3 ?",
            "there is room | a send waits for ever although the buffer has room | 2 | 0 send 0 1 2; 0 send 1 3 ?",
            "an attempt waits | an operation waits that never has to wait | 1 | 0 try-send 0 1 ?",
            "too full | no order of the operations explains | 1 | 0 send 0 1 2; 0 send 1 3 4; 1 receive 0 5 6; 1 receive 1 7 8",
            "full with room | no order of the operations explains | 2 | 0 send 0 1 2; 0 try-send:1 ! 3 4; 1 receive 0 5 6",
            "empty with a value | no order of the operations explains | 2 | 0 send 0 1 2; 1 try-receive - 3 4; 1 receive 0 5 6",
            "values lost at the close | no order of the operations explains | 2 | 0 send 0 1 2; 0 close ok 3 4; 1 receive x 5 6",
            "the wrong sender first | no order of the operations explains | 2 | 0 send 0 1 2; 1 send 1048576 3 4; 2 receive 1048576 5 6; 2 receive 0 7 8",
            "no such result | an operation has no such result | 1 | 0 send:0 - 1 2"
    })
    void aHistoryWithoutExplanationIsRefused(String what, String sentence, int capacity, String history) {
        assertThat(violation(history, capacity)).as(what).get().extracting(Violation::sentence).asString()
                .startsWith(sentence);
    }

    /** A select is {@code select(r0,s1):5}, a receive from channel 0 and a send of 5 to channel 1; {@code d} behind it is a default. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "the only case | 1 | 0 send@1 0 1 2; 1 select(r0,r1) 1=0 3 4",
            "the default | 1 | 0 select(r0,r1)d - 1 2",
            "a send | 1 | 0 select(r0,s1):0 1=ok 1 2; 1 receive@1 0 3 4",
            "two selects meet | 0 | 0 select(s0,s1):0 1=ok 1 9; 1 select(r1,r0) 0=0 2 8",
            "a closed channel | 1 | 0 close@1 ok 1 2; 1 select(r0,r1) 1=x 3 4",
            "both sides of one wait | 0 | 0 select(s0,r0):0 ? 1 ?",
            "attempts without a partner | 0 | 0 select(s0,r1)d:0 - 1 2; 1 select(r0,s1)d:1048576 - 1 2"
    })
    void aHistoryOfSelectsThatCanBeExplainedIsAccepted(String what, int capacity, String history) {
        assertThat(violation(history, capacity)).as(what).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "no case | an operation has no such result | 1 | 0 send@1 0 1 2; 1 select(r0,r1) 2=0 3 4",
            "no number | an operation has no such result | 1 | 0 send 0 1 2; 1 select(r0) 0 3 4",
            "a send with a value | an operation has no such result | 1 | 0 select(s0):0 0=0 1 2",
            "a default that is none | an operation has no such result | 1 | 0 select(r0) - 1 2",
            "another channel | a value was received from another channel | 1 | 0 send@1 0 1 2; 1 select(r0,r1) 0=0 3 4",
            "not performed | a value was received although its send failed | 1 | 0 send 0 1 2; 1 select(r0,s1):1048576 0=0 3 4; 2 receive@1 1048576 5 6",
            "a default although possible | no order of the operations explains | 1 | 0 send 0 1 2; 1 select(r0,r1)d - 3 4; 1 receive 0 5 6",
            "two taken | a receive waits for ever although | 1 | 0 select(s0,s1):0 0=ok 1 2; 1 receive 0 3 4; 2 send@2 2097152 1 2; 2 select(r1,r2) ? 5 ?",
            "waits for the first only | a receive waits for ever although 1 sent values | 1 | 0 send@1 0 1 2; 1 select(r0,r1) ? 1 ?",
            "two selects do not meet | a send and a receive wait for ever | 0 | 0 select(s0,r1):0 ? 1 ?; 1 select(s1,r0):1048576 ? 1 ?",
            "not ended by the close | an operation waits although the channel is closed | 0 | 0 select(r0,r1) ? 1 ?; 1 close@1 ok 2 3"
    })
    void aHistoryOfSelectsWithoutExplanationIsRefused(String what, String sentence, int capacity, String history) {
        assertThat(violation(history, capacity)).as(what).get().extracting(Violation::sentence).asString()
                .startsWith(sentence);
    }

    private static Optional<Violation> violation(String history, int capacity) {
        List<ChannelStep> steps = new ArrayList<>();
        for (String text : history.split("; ")) {
            String[] words = text.strip().split(" ");
            steps.add(ChannelStep.of(request(words[1]), entry(words)));
        }
        return new ChannelHistory(steps, capacity).violation();
    }

    private static JsonNode request(String word) {
        ObjectNode step = Wire.object();
        Matcher select = SELECT.matcher(word);
        if (!select.matches()) {
            String[] name = word.replaceFirst(":.*", "").split("@");
            return step.put("op", name[0]).put("channel", name.length > 1 ? Integer.parseInt(name[1]) : 0);
        }
        ArrayNode cases = step.put("op", "select").put("default", !select.group(2).isEmpty()).putArray("cases");
        for (String each : select.group(1).split(",")) {
            cases.addObject().put("op", each.startsWith("s") ? "send" : "receive").put("channel",
                    Integer.parseInt(each.substring(1)));
        }
        return step;
    }

    private static HistoryEntry entry(String[] words) {
        String[] name = words[1].split(":");
        boolean sends = name[0].startsWith("send") || name[0].startsWith("try-send");
        String[] result = words[2].split("=");
        long chosen = result.length > 1 ? Long.parseLong(result[0]) : HistoryEntry.NONE;
        String said = result[result.length - 1];
        boolean number = said.matches("[0-9]+");
        long argument = name.length > 1
                ? Long.parseLong(name[1])
                : sends && number ? Long.parseLong(said) : HistoryEntry.NONE;
        long value = !sends && number ? Long.parseLong(said) : HistoryEntry.NONE;
        boolean waits = words[4].equals("?");
        String outcome = waits ? HistoryEntry.PENDING : switch (said) {
            case "-" -> "empty";
            case "!" -> "full";
            case "x" -> "closed";
            default -> "ok";
        };
        long end = waits ? Long.MAX_VALUE : Long.parseLong(words[4]);
        return new HistoryEntry(Integer.parseInt(words[0]), name[0].replaceFirst("[@(].*", ""), argument, outcome,
                value,
                chosen, Long.parseLong(words[3]), end);
    }
}
