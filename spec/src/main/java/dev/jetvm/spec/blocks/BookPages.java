package dev.jetvm.spec.blocks;

import dev.jetvm.spec.book.Place;
import org.asciidoctor.ast.ContentNode;
import org.asciidoctor.ast.Section;
import org.jspecify.annotations.Nullable;

/**
 * Says on which page of the HTML a part of the book is. A chapter has the page of its file, {@code values}; a section of
 * it that is a file of its own has a page of its own, {@code instructions-arithmetic}.
 */
public final class BookPages {
    private BookPages() {}

    /** The stem of the page of a node in a chapter. */
    public static String of(ContentNode node) {
        Section chapter = section(node, 1);
        if (chapter == null) {
            return "index";
        }
        String stem = stem(chapter);
        Section part = section(node, 2);
        return part == null || Place.of(part).file().equals(Place.of(chapter).file()) ? stem : stem + "-" + stem(part);
    }

    /** The nearest section of a level around a node, itself included; null if there is none. */
    static @Nullable Section section(ContentNode node, int level) {
        for (ContentNode at = node; at != null; at = at.getParent()) {
            if (at instanceof Section section && section.getLevel() == level) {
                return section;
            }
        }
        return null;
    }

    private static String stem(Section section) {
        String file = Place.of(section).file();
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.endsWith(".adoc") ? name.substring(0, name.length() - 5) : name;
    }
}
