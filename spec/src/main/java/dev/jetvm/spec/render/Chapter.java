package dev.jetvm.spec.render;

import dev.jetvm.spec.blocks.BookPages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * @param sections its top-level sections, and its parts with pages of their own
 * @param parent stem of the page of the chapter that it is a part of; empty for a chapter
 */
public record Chapter(String page, String id, String number, String title, String html, List<Part> sections,
        Optional<String> parent) {
    private static final Pattern HEADING = Pattern.compile("<(/?)h([2-6])(?=[ >])");

    /** A section, for the table of contents. @param href its page, and its anchor unless the page is its own */
    public record Part(String href, String title) {}

    /**
     * The pages of a chapter: its own, then one for each of its sections that is a file of its own. Those sections are
     * removed from the tree.
     */
    static List<Chapter> of(Section section, Path pictures) throws IOException {
        String stem = BookPages.of(section);
        List<Part> parts = new ArrayList<>();
        List<Section> apart = new ArrayList<>();
        for (StructuralNode block : section.getBlocks()) {
            if (block instanceof Section part) {
                boolean own = !BookPages.of(part).equals(stem);
                parts.add(new Part(own ? BookPages.of(part) + ".html" : stem + ".html#" + part.getId(),
                        part.getTitle()));
                if (own) {
                    apart.add(part);
                }
            }
        }
        List<Chapter> pages = new ArrayList<>();
        for (Section part : apart) {
            pages.add(new Chapter(BookPages.of(part), part.getId(), "", part.getTitle(), body(part, 2, pictures),
                    List.of(), Optional.of(stem)));
        }
        section.getBlocks().removeAll(apart);
        boolean appendix = "appendix".equals(section.getSectionName());
        String number = appendix
                ? "Appendix " + section.getNumeral()
                : section.isNumbered() ? section.getNumeral() : "";
        pages.addFirst(new Chapter(stem, section.getId(), number == null ? "" : number, section.getTitle(),
                body(section, 1, pictures), parts, Optional.empty()));
        return pages;
    }

    /** The HTML of a section. @param up by how many levels its headings are raised, so that the first is an h1 */
    private static String body(Section section, int up, Path pictures) throws IOException {
        return HtmlPostProcessor.html(HEADING.matcher(InlineDiagrams.inline(section.convert(), pictures))
                .replaceAll(match -> "<" + match.group(1) + "h" + (Integer.parseInt(match.group(2)) - up)));
    }

    Chapter withHtml(String changed) {
        return new Chapter(page, id, number, title, changed, sections, parent);
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
