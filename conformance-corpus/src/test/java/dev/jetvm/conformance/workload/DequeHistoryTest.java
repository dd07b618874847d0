package dev.jetvm.conformance.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The judge of deques against labelled histories. Each is a text of operations: thread, name, argument or value, start and end;
 * {@code -} for an empty deque and {@code !} for a lost race.
 */
final class DequeHistoryTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "a stack | 0 push 0 1 2; 0 push 1 3 4; 0 pop 1 5 6; 0 pop 0 7 8; 0 pop - 9 10",
            "a queue | 0 push 0 1 2; 0 push 1 3 4; 1 steal 0 5 6; 1 steal 1 7 8; 1 steal - 9 10",
            "stolen during its push | 0 push 0 1 9; 1 steal 0 2 3",
            "the last one, popped | 0 push 0 1 2; 0 pop 0 3 6; 1 steal ! 4 5",
            "the last one, stolen | 0 push 0 1 2; 1 steal 0 4 5; 0 pop - 3 6",
            "two thieves | 0 push 0 1 2; 0 push 1 3 4; 1 steal 1 5 9; 2 steal 0 6 8",
            "empty between two values | 0 push 0 1 2; 0 pop 0 3 4; 0 push 1 5 6; 1 steal - 2 6",
            "equal times decide nothing | 0 push 0 1 2; 1 steal - 2 2; 0 pop 0 3 4",
            "one remains | 0 push 0 1 2; 0 push 1 3 4; 1 steal 0 5 6"
    })
    void aHistoryThatCanBeExplainedIsAccepted(String what, String history) {
        assertThat(violation(history, true)).as(what).isEmpty();
        assertThat(violation(history, false)).as(what).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "invented | a value was taken that no thread pushed | 0 push 0 1 2; 0 pop 7 3 4",
            "twice | a value was taken twice | 0 push 0 1 2; 0 pop 0 3 6; 1 steal 0 4 5",
            "too early | a value was taken before it was pushed | 1 steal 0 1 2; 0 push 0 3 4",
            "owner as a queue | a pop did not give the newest value | 0 push 0 1 2; 0 push 1 3 4; 0 pop 0 5 6",
            "lost | a value was lost | 0 push 0 1 2; 0 pop - 3 4",
            "empty before the steal | a pop was empty while a value was there | 0 push 0 1 2; 0 pop - 3 4; 1 steal 0 5 6",
            "thief as a stack | a steal did not give the oldest value | 0 push 0 1 2; 0 push 1 3 4; 1 steal 1 5 6; 1 steal 0 7 8",
            "newer stolen, older popped | a steal did not give the oldest value | 0 push 0 1 2; 0 push 1 3 4; 1 steal 1 5 6; 0 pop 0 7 8",
            "newer popped after the older one | a pop did not give the newest value | 0 push 0 1 2; 0 push 1 3 4; 1 steal 1 5 9; 0 pop 0 6 7",
            "passed over | an older value was passed over | 0 push 0 1 2; 0 push 1 3 4; 1 steal 1 5 6",
            "never empty | the deque was not empty at any moment | 0 push 0 1 2; 1 steal - 3 4; 0 pop 0 5 6",
            "never empty, two values | the deque was not empty at any moment | 0 push 0 1 2; 0 push 1 3 4; 0 pop 1 7 8; 2 steal - 5 9; 0 pop 0 10 11",
            "contended alone | no other thread took a value | 0 push 0 1 2; 1 steal ! 3 4; 0 pop 0 5 6",
            "contended with itself | no other thread took a value | 0 push 0 1 2; 1 steal 0 3 4; 1 steal ! 4 5",
            "no such result | an operation has no such result | 0 push 0 1 2; 0 pop ! 3 4"
    })
    void aHistoryWithoutExplanationIsRefused(String what, String sentence, String history) {
        assertThat(violation(history, true)).as(what).get().extracting(Violation::sentence).asString()
                .startsWith(sentence);
    }

    /** Without the feature a lost race is called empty: accepted where a race was possible, and only there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "0 push 0 1 2; 0 push 1 3 4; 1 steal 0 5 8; 2 steal - 6 7; 0 pop 1 9 10 | false | false",
            "0 push 0 1 2; 0 push 1 3 4; 1 steal 0 5 8; 2 steal - 6 7; 0 pop 1 9 10 | true | true",
            "0 push 0 1 2; 1 steal - 3 4; 0 pop 0 5 6 | false | true"
    })
    void aLostRaceMayBeCalledEmptyIfItCannotBeDistinguished(String history, boolean tells, boolean refused) {
        assertThat(violation(history, tells).isPresent()).isEqualTo(refused);
    }

    private static Optional<Violation> violation(String history, boolean tellsContended) {
        List<HistoryEntry> entries = new ArrayList<>();
        for (String text : history.split("; ")) {
            String[] words = text.strip().split(" ");
            boolean push = words[1].equals("push");
            boolean ok = words[2].matches("[0-9]+");
            String outcome = ok ? "ok" : words[2].equals("-") ? "empty" : "contended";
            long number = ok ? Long.parseLong(words[2]) : HistoryEntry.NONE;
            entries.add(new HistoryEntry(Integer.parseInt(words[0]), words[1], push ? number : HistoryEntry.NONE,
                    outcome, push ? HistoryEntry.NONE : number, HistoryEntry.NONE, Long.parseLong(words[3]),
                    Long.parseLong(words[4])));
        }
        return new DequeHistory(entries, tellsContended).violation();
    }
}
