package dev.jetvm.spec.blocks;

import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.book.Clause;
import dev.jetvm.spec.book.Level;
import dev.jetvm.spec.book.Place;
import dev.jetvm.spec.text.Html;
import java.util.Map;
import java.util.Optional;
import org.asciidoctor.ast.ContentNode;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;
import org.jspecify.annotations.Nullable;

/** Creates a {@link Clause} from each rule block of the tree. */
final class RuleReader {
    private final Book book;

    RuleReader(Book book) {
        this.book = book;
    }

    /** Reads one block. Returns null if it is not a valid clause; the problem is added to the book. */
    @Nullable
    Clause read(StructuralNode block) {
        Map<String, Object> attributes = block.getAttributes();
        Place place = Place.of(block);
        String id = block.getId();
        if (id == null || id.isBlank()) {
            book.problem(place, "a rule without an ID; write [rule#HDR-03,level=must,since=1.0]");
            return null;
        }
        String word = BlockAttributes.text(attributes, "level");
        Optional<Level> level = Level.ofWord(word);
        if (level.isEmpty()) {
            book.problem(place, id + ": " + (word.isEmpty() ? "no level" : "level=" + word + " is unknown")
                    + "; it is must, should or may");
            return null;
        }
        Section chapter = chapterOf(block);
        if (chapter == null) {
            return null;
        }
        String text = BlockAttributes.text(attributes, RuleBlock.SOURCE);
        String untestable = BlockAttributes.text(attributes, "untestable");
        if (attributes.containsKey("untestable") && untestable.isEmpty()) {
            book.problem(place, id + ": untestable needs a reason");
        }
        String given = block.getTitle() == null ? "" : Html.text(block.getTitle());
        String since = BlockAttributes.text(attributes, "since");
        Clause clause = new Clause(id, level.get(), given.isEmpty() ? Clause.titleFrom(text) : given,
                Html.text(chapter.getTitle()), BookPages.of(block), place, text, since.isEmpty() ? "1.0" : since,
                BlockAttributes.words(attributes, "errata"),
                untestable.isEmpty() ? Optional.empty() : Optional.of(untestable));
        book.add(clause);
        return clause;
    }

    /** The chapter that contains a node; null in the preamble. */
    static @Nullable Section chapterOf(ContentNode node) {
        return BookPages.section(node, 1);
    }
}
