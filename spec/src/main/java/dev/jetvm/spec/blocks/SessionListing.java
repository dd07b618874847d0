package dev.jetvm.spec.blocks;

import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.book.Place;
import dev.jetvm.spec.book.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.asciidoctor.ast.Block;

/**
 * A listing with the role {@code session}: commands, one per line. The build runs each and shows its output below it.
 * {@code status} is the exit status that the last command has (0 if it is absent), {@code keep} a regular expression;
 * only lines in which it is found are shown.
 */
final class SessionListing {
    static final String ROLE = "session";

    private final Book book;
    private final Sessions sessions;

    SessionListing(Book book, Sessions sessions) {
        this.book = book;
        this.sessions = sessions;
    }

    static boolean is(Block block) {
        return block.getContext().equals("listing") && block.hasRole(ROLE);
    }

    void fill(Block listing) {
        Place place = Place.of(listing);
        String expected = BlockAttributes.text(listing.getAttributes(), "status");
        List<String> commands = listing.getLines().stream().filter(line -> !line.isBlank()).toList();
        List<String> shown = new ArrayList<>();
        try {
            Pattern keep = Pattern.compile(BlockAttributes.text(listing.getAttributes(), "keep"));
            for (String command : commands) {
                boolean last = command.equals(commands.getLast());
                shown.add("$ " + command);
                sessions.output(command, last && !expected.isEmpty() ? Integer.parseInt(expected) : 0).stream()
                        .filter(line -> keep.matcher(line).find()).forEach(shown::add);
            }
        } catch (Sessions.Failed | PatternSyntaxException | NumberFormatException e) {
            book.problem(place, String.valueOf(e.getMessage()));
        }
        listing.setLines(shown);
    }
}
