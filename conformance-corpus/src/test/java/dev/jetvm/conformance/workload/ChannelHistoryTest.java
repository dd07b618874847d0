package dev.jetvm.conformance.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The judge of channels against labelled histories. Each is a text of operations: thread, name, argument or value, start and end;
 * {@code -} for empty, {@code !} for full, {@code x} for closed, {@code ok} for a close, and {@code ?} as the end of one that waits.
 */
final class ChannelHistoryTest {
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
            "closed by nobody | the channel was not closed yet | 0 | 0 receive x 1 2",
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

    private static Optional<Violation> violation(String history, int capacity) {
        List<HistoryEntry> entries = new ArrayList<>();
        for (String text : history.split("; ")) {
            entries.add(entry(text.strip().split(" ")));
        }
        return new ChannelHistory(entries, capacity).violation();
    }

    private static HistoryEntry entry(String[] words) {
        String[] name = words[1].split(":");
        boolean sends = name[0].endsWith("send");
        boolean number = words[2].matches("[0-9]+");
        long argument = name.length > 1
                ? Long.parseLong(name[1])
                : sends && number ? Long.parseLong(words[2]) : HistoryEntry.NONE;
        long value = !sends && number ? Long.parseLong(words[2]) : HistoryEntry.NONE;
        boolean waits = words[4].equals("?");
        String outcome = waits ? HistoryEntry.PENDING : switch (words[2]) {
            case "-" -> "empty";
            case "!" -> "full";
            case "x" -> "closed";
            default -> "ok";
        };
        long end = waits ? Long.MAX_VALUE : Long.parseLong(words[4]);
        return new HistoryEntry(Integer.parseInt(words[0]), name[0], argument, outcome, value, Long.parseLong(words[3]),
                end);
    }
}
