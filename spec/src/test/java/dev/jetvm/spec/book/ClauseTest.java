package dev.jetvm.spec.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClauseTest {

    private static Clause clause(String id, String text) {
        return new Clause(id, Level.MUST, "Title", "Values", "values", new Place("values.adoc", 4), text, "1.0",
                List.of("ERR-046"), Optional.empty());
    }

    @Test
    void theHashIsOfTheTextAloneNotOfItsLines() {
        String hash = clause("VAL-01", "It MUST be\none  word.").hash();
        assertThat(clause("VAL-02", "It MUST be one word.").hash()).isEqualTo(hash)
                .isEqualTo(clause("VAL-02", "It MUST be (((word))) one word.\n").hash());
        assertThat(clause("VAL-01", "It MUST be two words.").hash()).isNotEqualTo(hash);
        // Fixed here: a change of the rule would make every clause suspect at once.
        assertThat(hash).isEqualTo("fc1915fd7266f9d776b8067ae76e81f25da669839b926a7b59f5a15491f4c473");
    }

    @Test
    void aClauseWithoutATitleIsCalledByItsFirstSentence() {
        assertThat(Clause.titleFrom("The `word` MUST be *one*: always. And more.")).isEqualTo("The word MUST be one");
    }

    @Test
    void rulesJsonSaysWhatChanged() {
        String old = RulesFile.json("0.1", List.of(clause("VAL-01", "a"), clause("VAL-02", "b")));
        String fresh = RulesFile.json("0.1", List.of(clause("VAL-01", "a2"), clause("VAL-03", "c")));
        assertThat(RulesFile.differences(old, old)).isEmpty();
        assertThat(RulesFile.differences(old, fresh)).containsExactly("VAL-01 changed: hash", "VAL-03 is new",
                "VAL-02 is gone");
        assertThat(RulesFile.differences("", fresh)).containsExactly("VAL-01 is new", "VAL-03 is new");
        assertThat(fresh).contains("\"anchor\" : \"values.html#VAL-03\"", "\"format\" : \"jet-rules/1\"");
    }

    @Test
    void aClauseIsSuspectFromItsChangeUntilItIsReviewed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("reviewed.json");
        Clause before = clause("VAL-01", "a");
        Clause after = clause("VAL-01", "b");
        Reviewed reviewed = Reviewed.read(file);
        assertThat(reviewed.suspect(List.of(before))).as("never looked at").isEmpty();
        reviewed.mark(List.of(before));
        reviewed.write(file, Map.of("VAL-01", before));
        assertThat(Reviewed.read(file).suspect(List.of(before))).isEmpty();
        assertThat(Reviewed.read(file).suspect(List.of(after))).containsExactly(after);
    }

    @Test
    void aRequirementIsOpenUntilAllItsPartsAreWritten() {
        Book book = new Book(Catalogue.load());
        int all = book.open().size();
        assertThat(all).isEqualTo(604);
        book.add(clause("VAL-01", "It MUST."));
        book.add(clause("VAL-05a", "It MUST."));
        assertThat(book.open()).hasSize(all - 1)
                .anyMatch(open -> open.row().id().equals("VAL-05") && open.begun());
        book.add(clause("VAL-05b", "It MUST."));
        assertThat(book.open()).hasSize(all - 2);
    }
}
