package dev.jetvm.spec.book;

import org.asciidoctor.ast.ContentNode;
import org.asciidoctor.ast.Cursor;
import org.asciidoctor.ast.StructuralNode;

/**
 * A location in the sources.
 *
 * @param file the name relative to the folder of the sources
 * @param line 1-based; 0 when the line is not known
 */
public record Place(String file, int line) implements Comparable<Place> {

    /** The location of a node, or of its nearest ancestor with a known location. */
    public static Place of(ContentNode node) {
        for (ContentNode at = node; at != null; at = at.getParent()) {
            if (at instanceof StructuralNode block && block.getSourceLocation() != null) {
                return of(block.getSourceLocation());
            }
        }
        return new Place("book.adoc", 0);
    }

    public static Place of(Cursor cursor) {
        String path = cursor.getPath();
        return new Place(path == null || path.startsWith("<") ? "book.adoc" : path, cursor.getLineNumber());
    }

    @Override
    public int compareTo(Place other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Integer.compare(line, other.line);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
