package dev.jetvm.spec.blocks;

import dev.jetvm.conformance.session.Setting;
import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.book.Clause;
import dev.jetvm.spec.book.Example;
import dev.jetvm.spec.book.Exchange;
import dev.jetvm.spec.book.Place;
import dev.jetvm.spec.book.Sessions;
import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.book.Tables;
import dev.jetvm.spec.text.Html;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Treeprocessor;
import org.jspecify.annotations.Nullable;

/**
 * Processes the tree after it is parsed and source locations are known: reads the clauses, then the examples that refer
 * to them, then generates the content that depends on both, and renders each block.
 */
final class BookTree extends Treeprocessor {
    /** Attribute that names the sample agent of an example. */
    private static final String AGENT = "agent";

    private final Book book;
    private final BlockRenderer renderer;
    private final Status status;
    private final GeneratedBlocks generated;
    private final SessionListing sessions;

    BookTree(Book book, Tables tables, Status status, Sessions sessions, BlockRenderer renderer) {
        this.book = book;
        this.renderer = renderer;
        this.status = status;
        this.generated = new GeneratedBlocks(book, tables);
        this.sessions = new SessionListing(book, sessions);
    }

    @Override
    public Document process(Document document) {
        List<StructuralNode> all = document.findBy(Map.of("traverse_documents", true));
        Map<Clause, StructuralNode> clauses = readClauses(all);
        clauses.forEach((clause, block) -> renderClause(block, clause));
        for (StructuralNode block : all) {
            if (block.hasRole(RationaleBlock.ROLE)) {
                renderer.rationale(block);
            } else if (block instanceof Block listing && listing.hasRole(FieldsBlock.ROLE)) {
                draw(listing);
            } else if (block instanceof Block listing && SessionListing.is(listing)) {
                sessions.fill(listing);
            } else if (block instanceof Block listing && isExample(listing)) {
                readExample(listing);
            } else if (block.hasRole(GeneratedBlockMacro.ROLE)) {
                fill(block);
            }
        }
        generated.checkInstructions(Place.of(document));
        return document;
    }

    private Map<Clause, StructuralNode> readClauses(List<StructuralNode> all) {
        RuleReader reader = new RuleReader(book);
        Map<Clause, StructuralNode> clauses = new LinkedHashMap<>();
        for (StructuralNode block : all) {
            if (block.hasRole(RuleBlock.ROLE) && !ClauseNesting.hidden(block)) {
                @Nullable
                Clause clause = reader.read(block);
                if (clause != null) {
                    clauses.put(clause, block);
                }
            }
        }
        return clauses;
    }

    private void renderClause(StructuralNode block, Clause clause) {
        String given = block.getTitle();
        block.setTitle(null);
        renderer.clause(block, clause, given == null ? Html.escape(clause.title()) : given, status.of(clause.id()));
    }

    private static boolean isExample(Block block) {
        return block.getContext().equals("listing")
                && (block.hasAttribute("for", false) || block.hasAttribute(AGENT, false));
    }

    private void readExample(Block listing) {
        Place place = Place.of(listing);
        List<String> ids = BlockAttributes.words(listing.getAttributes(), "for");
        for (String id : ids) {
            if (!book.clauses().containsKey(id)) {
                book.problem(place, "an example for " + id + ", which is no clause of this book");
            }
        }
        String profile = BlockAttributes.text(listing.getAttributes(), "profile");
        // The location is that of the delimiter line; the first line of the content follows it.
        Place first = new Place(place.file(), place.line() + 1);
        List<Exchange> exchanges = BlockAttributes.text(listing.getAttributes(), "1").equals("program")
                ? new ProgramReader(book, BlockAttributes.text(listing.getAttributes(), "op"),
                        BlockAttributes.text(listing.getAttributes(), ProgramReader.WITH))
                        .read(listing.getLines(), first)
                : new ExchangeReader(book).read(listing.getLines(), first);
        if (exchanges.isEmpty()) {
            book.problem(place, "an example without an exchange");
        }
        Example example = new Example(List.copyOf(ids),
                new Setting(profile.isEmpty() ? "tagged" : profile, params(listing)), place, exchanges,
                BlockAttributes.text(listing.getAttributes(), AGENT));
        book.add(example);
        renderer.example(listing, example);
    }

    private void draw(Block block) {
        boolean bits = BlockAttributes.text(block.getAttributes(), FieldsBlock.UNIT).equals("bitfield");
        FieldDiagram.Unit unit = bits ? FieldDiagram.Unit.BIT : FieldDiagram.Unit.BYTE;
        Place place = Place.of(block);
        String count = BlockAttributes.text(block.getAttributes(), unit.many());
        if (!count.matches("[1-9]\\d{0,3}")) {
            book.problem(place, "a diagram needs " + unit.many() + "=N, from 1 to 9999");
            return;
        }
        try {
            renderer.fields(block, FieldDiagram.parse(unit, Integer.parseInt(count), block.getLines()));
        } catch (FieldDiagram.Misfit e) {
            book.problem(new Place(place.file(), place.line() + 1 + e.line()), String.valueOf(e.getMessage()));
        }
    }

    private void fill(StructuralNode block) {
        List<String> lines = new ArrayList<>();
        String title = block.getTitle();
        if (title != null) {
            lines.add("." + Html.text(title));
            block.setTitle(null);
        }
        lines.addAll(
                generated.lines(BlockAttributes.text(block.getAttributes(), GeneratedBlockMacro.WHAT),
                        block.getAttributes(),
                        Place.of(block)));
        parseContent(block, lines);
    }

    /** The options of the agent, {@code params="gc.stress=allocation gc.parallel=2"}. */
    private static Map<String, String> params(StructuralNode listing) {
        Map<String, String> params = new TreeMap<>();
        for (String word : BlockAttributes.words(listing.getAttributes(), "params")) {
            Setting.addTag(params, word);
        }
        return params;
    }
}
