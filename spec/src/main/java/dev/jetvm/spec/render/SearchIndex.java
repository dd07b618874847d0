package dev.jetvm.spec.render;

import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.text.Html;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The search index: one entry for each clause, erratum and section, in the order of the book. */
final class SearchIndex {
    private static final Pattern START = Pattern
            .compile("<h([1-6]) id=\"([^\"]+)\">(.*?)</h\\1>|<div id=\"([A-Z]+-\\d+[a-z]?)\"");
    /** The head of a clause: ID, title, level and status, which are not part of the clause's text. */
    private static final Pattern HEAD = Pattern.compile("<div class=\"rule-head\">.*?</div>", Pattern.DOTALL);

    private final Book book;
    private final List<Chapter> chapters;

    SearchIndex(Book book, List<Chapter> chapters) {
        this.book = book;
        this.chapters = chapters;
    }

    /** A script that assigns the entries to {@code window.JET_INDEX}. Unlike a JSON request, it also works for file URLs. */
    String script() {
        ArrayNode entries = JsonMapper.shared().createArrayNode();
        for (Chapter chapter : chapters) {
            Matcher start = START.matcher(chapter.html());
            int from = -1;
            String id = chapter.id();
            String title = chapter.title();
            while (start.find()) {
                if (from >= 0) {
                    add(entries, chapter, id, title, chapter.html().substring(from, start.start()));
                }
                boolean clause = start.group(4) != null;
                id = clause ? start.group(4) : start.group(2);
                title = clause ? id : Html.text(start.group(3));
                from = start.end();
            }
            add(entries, chapter, id, title, chapter.html().substring(Math.max(0, from)));
        }
        return "window.JET_INDEX=" + entries + ";\n";
    }

    private void add(ArrayNode entries, Chapter chapter, String id, String title, String html) {
        var clause = book.clauses().get(id);
        entries.addObject().put("u", chapter.file() + "#" + id).put("t", clause == null ? title : clause.title())
                .put("c", Html.text(chapter.title())).put("i", id.matches("[A-Z]+-\\d+[a-z]?") ? id : "")
                .put("x", Html.text(HEAD.matcher(html.startsWith(">") || html.startsWith(" ") ? "<" + html : html)
                        .replaceAll("")));
    }
}
