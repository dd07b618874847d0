package dev.jetvm.spec.render;

import dev.jetvm.spec.book.Clause;
import dev.jetvm.spec.text.Html;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The index of terms and of clauses. asciidoctor_patches.rb marks the terms in the text. */
final class IndexPage {
    private static final Pattern TERM = Pattern.compile("<span class=\"ix\" data-ix=\"([^\"]*)\">");

    private final ParsedBook parsed;
    private final List<Chapter> chapters = new ArrayList<>();
    private final Map<String, List<Hit>> terms = new TreeMap<>(
            (a, b) -> fold(a).equals(fold(b)) ? a.compareTo(b) : fold(a).compareTo(fold(b)));

    /** One occurrence of a term. */
    private record Hit(String href, String where) {}

    IndexPage(ParsedBook parsed) {
        this.parsed = parsed;
        int number = 0;
        for (Chapter chapter : parsed.chapters()) {
            Matcher term = TERM.matcher(chapter.html());
            StringBuilder html = new StringBuilder();
            while (term.find()) {
                String id = "ix-" + ++number;
                String where = Headings.before(chapter, term.start());
                terms.computeIfAbsent(term.group(1), it -> new ArrayList<>())
                        .add(new Hit(chapter.file() + "#" + id, where));
                term.appendReplacement(html, "<span class=\"ix\" id=\"" + id + "\">");
            }
            term.appendTail(html);
            chapters.add(chapter.withHtml(html.toString()));
        }
    }

    private static String fold(String term) {
        return Normalizer.normalize(term, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }

    /** The chapters, with an anchor for every term. */
    List<Chapter> chapters() {
        return chapters;
    }

    String html() {
        StringBuilder out = new StringBuilder("<h1>Index</h1>\n<h2 id=\"terms\">Terms</h2>\n<div class=\"terms\">");
        char group = 0;
        for (var entry : terms.entrySet()) {
            char first = Character.toUpperCase(fold(entry.getKey()).charAt(0));
            if (first != group) {
                out.append(group == 0 ? "" : "</ul></section>").append("<section><h3>").append(first)
                        .append("</h3><ul>");
                group = first;
            }
            String term = entry.getKey().replace("\u001f", ", ");
            Hit only = entry.getValue().getFirst();
            if (entry.getValue().size() == 1 && only.where().equals(term)) {
                out.append("<li><a href=\"").append(only.href()).append("\">").append(term).append("</a></li>");
                continue;
            }
            out.append("<li>").append(term).append(": ");
            for (int i = 0; i < entry.getValue().size(); i++) {
                Hit hit = entry.getValue().get(i);
                out.append(i == 0 ? "" : ", ").append("<a href=\"").append(hit.href()).append("\">").append(hit.where())
                        .append("</a>");
            }
            out.append("</li>");
        }
        out.append(group == 0 ? "<p>No term is marked yet.</p>" : "</ul></section>").append("</div>\n");
        out.append("<h2 id=\"clauses\">Clauses</h2>\n<table class=\"clause-list\"><tbody>");
        String chapter = "";
        for (Clause clause : parsed.book().clauses().values()) {
            if (!clause.chapter().equals(chapter)) {
                chapter = clause.chapter();
                out.append("<tr class=\"group\"><th colspan=\"3\">").append(Html.escape(chapter)).append("</th></tr>");
            }
            out.append("<tr><td><a class=\"rule-id\" href=\"").append(clause.anchor()).append("\">").append(clause.id())
                    .append("</a></td><td>").append(Html.escape(clause.title())).append("</td><td class=\"lv\">")
                    .append(clause.level().word()).append("</td></tr>");
        }
        return out.append("</tbody></table>").toString();
    }
}
