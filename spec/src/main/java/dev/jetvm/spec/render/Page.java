package dev.jetvm.spec.render;

import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.text.Html;
import java.util.List;

/** The page around a chapter: head, navigation, search, and links to the previous and next page. */
final class Page {
    private final ParsedBook parsed;
    private final Status status;

    Page(ParsedBook parsed, Status status) {
        this.parsed = parsed;
        this.status = status;
    }

    String chapter(List<Chapter> chapters, int index) {
        Chapter chapter = chapters.get(index);
        String previous = index == 0
                ? link("index.html", "Contents", "prev", "\u2190")
                : link(chapters.get(index - 1).file(), chapters.get(index - 1).title(), "prev", "\u2190");
        String next = index == chapters.size() - 1
                ? link("terms.html", "Index", "next", "\u2192")
                : link(chapters.get(index + 1).file(), chapters.get(index + 1).title(), "next", "\u2192");
        String pager = "<nav class=\"pager\" aria-label=\"Chapters\">" + previous + next + "</nav>";
        return frame(Html.text(chapter.title()), chapter.file(), chapters, chapter.html() + pager);
    }

    String plain(String title, String file, List<Chapter> chapters, String body) {
        return frame(title, file, chapters, body);
    }

    String front(List<Chapter> chapters) {
        StringBuilder body = new StringBuilder("<div class=\"cover\"><h1>").append(parsed.title())
                .append("</h1><p>Version ")
                .append(Html.escape(parsed.version())).append(parsed.date().isEmpty() ? "" : " \u00b7 ")
                .append(Html.escape(parsed.date())).append(" \u00b7 ").append(parsed.book().clauses().size())
                .append(" clauses</p></div>").append(notice()).append("<ol class=\"contents\">");
        for (Chapter chapter : whole(chapters)) {
            body.append("<li><a class=\"ch\" href=\"").append(chapter.file()).append("\"><span>")
                    .append(chapter.number().replace("Appendix ", "")).append("</span>").append(chapter.title())
                    .append("</a>");
            parts(body, chapter, "");
            body.append("</li>");
        }
        body.append("<li><a class=\"ch\" href=\"terms.html\"><span></span>Index of terms and clauses</a></li></ol>");
        return frame(Html.text(parsed.title()), "index.html", chapters, body.toString());
    }

    private String notice() {
        if (status.present()) {
            return "";
        }
        return "<p class=\"notice\">No conformance report yet: run <code>./jet conformance</code>, then "
                + "<code>./jet spec</code>, and each clause shows what was tested.</p>";
    }

    /** The line below the chapters that names the run shown by the badges of the clauses. */
    private String standing() {
        return "<p class=\"standing\">" + (status.present()
                ? "Tested: <a href=\"report/index.html\">" + Html.escape(status.implementation()) + "</a>"
                : "No conformance report yet") + "</p>";
    }

    private static String link(String file, String title, String css, String arrow) {
        return "<a class=\"" + css + "\" rel=\"" + css + "\" href=\"" + file + "\"><small>" + arrow + " "
                + (css.equals("prev") ? "Previous" : "Next") + "</small>" + title + "</a>";
    }

    /** The chapters without the pages that are parts of a chapter. */
    private static List<Chapter> whole(List<Chapter> chapters) {
        return chapters.stream().filter(it -> it.parent().isEmpty()).toList();
    }

    private static void parts(StringBuilder out, Chapter chapter, String current) {
        if (chapter.sections().isEmpty()) {
            return;
        }
        out.append("<ul>");
        for (Chapter.Part part : chapter.sections()) {
            out.append("<li").append(part.href().equals(current) ? " class=\"here\"" : "").append("><a href=\"")
                    .append(part.href()).append('"')
                    .append(part.href().equals(current) ? " aria-current=\"page\"" : "").append('>')
                    .append(part.title()).append("</a></li>");
        }
        out.append("</ul>");
    }

    private String navigation(String current, List<Chapter> chapters) {
        StringBuilder out = new StringBuilder();
        for (Chapter chapter : whole(chapters)) {
            boolean page = chapter.file().equals(current);
            boolean here = page || chapter.sections().stream().anyMatch(it -> it.href().equals(current));
            out.append("<li").append(here ? " class=\"here\"" : "").append("><a href=\"").append(chapter.file())
                    .append('"').append(page ? " aria-current=\"page\"" : "").append("><span>")
                    .append(chapter.number().replace("Appendix ", "")).append("</span>").append(chapter.title())
                    .append("</a>");
            if (here) {
                parts(out, chapter, current);
            }
            out.append("</li>");
        }
        boolean terms = current.equals("terms.html");
        return out.append("<li").append(terms ? " class=\"here\"" : "")
                .append("><a href=\"terms.html\"><span></span>Index</a></li>").toString();
    }

    private String frame(String title, String file, List<Chapter> chapters, String body) {
        String whole = file.equals("index.html") ? title : title + " \u00b7 " + Html.text(parsed.title());
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%1$s</title>
                <link rel="stylesheet" href="book.css">
                <script>try{var t=localStorage.getItem("jet-theme");if(t)document.documentElement.dataset.theme=t}catch(e){}</script>
                </head>
                <body>
                <a class="skip" href="#main">Skip to the text</a>
                <header class="bar">
                <button id="menu" aria-label="Chapters" aria-expanded="false" aria-controls="nav"><span></span></button>
                <a class="home" href="index.html">%2$s <small>%3$s</small></a>
                <div class="find" role="search"><input id="q" type="search" placeholder="Search (press /)" aria-label="Search the book" autocomplete="off" spellcheck="false"><ol id="hits" hidden></ol></div>
                <button id="why" title="Show or hide the rationale">Rationale</button>
                <button id="theme" aria-label="Light or dark" title="Light or dark"></button>
                </header>
                <nav id="nav" aria-label="Chapters of the book"><ul>%4$s</ul>%6$s</nav>
                <main id="main">%5$s</main>
                <script src="search-index.js" defer></script>
                <script src="book.js" defer></script>
                </body>
                </html>
                """
                .formatted(Html.escape(whole), parsed.title(), Html.escape(parsed.version()),
                        navigation(file, chapters), body, standing());
    }
}
