package dev.jetvm.spec.render;

import dev.jetvm.spec.book.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;

/**
 * A chapter as HTML, without the page around it.
 *
 * @param page stem of its page: {@code object-headers}
 * @param number {@code 3}, {@code Appendix A}, or empty
 * @param title without its number, as HTML
 * @param html its body; headings begin at {@code h1}
 * @param sections its top-level sections
 */
public record Chapter(String page, String id, String number, String title, String html, List<Part> sections) {
    private static final Pattern HEADING = Pattern.compile("<(/?)h([2-6])(?=[ >])");

    /** A section, for the table of contents. */
    public record Part(String id, String title) {}

    static Chapter of(Section section, Path pictures) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (StructuralNode block : section.getBlocks()) {
            if (block instanceof Section part) {
                parts.add(new Part(part.getId(), part.getTitle()));
            }
        }
        String file = Place.of(section).file();
        String stem = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.adoc$", "");
        boolean appendix = "appendix".equals(section.getSectionName());
        String number = appendix
                ? "Appendix " + section.getNumeral()
                : section.isNumbered() ? section.getNumeral() : "";
        // The book's own title is a page of its own, so a chapter begins with the first level.
        String html = HEADING.matcher(InlineDiagrams.inline(section.convert(), pictures))
                .replaceAll(match -> "<" + match.group(1) + "h" + (Integer.parseInt(match.group(2)) - 1));
        return new Chapter(stem, section.getId(), number == null ? "" : number, section.getTitle(),
                HtmlPostProcessor.html(html),
                parts);
    }

    Chapter withHtml(String changed) {
        return new Chapter(page, id, number, title, changed, sections);
    }

    /** The IDs that can be targets of links. */
    List<String> anchors() {
        List<String> ids = new ArrayList<>();
        Matcher id = Pattern.compile("\\sid=\"([^\"]+)\"").matcher(html);
        while (id.find()) {
            ids.add(id.group(1));
        }
        return ids;
    }

    public String file() {
        return page + ".html";
    }
}
