package dev.jetvm.spec.blocks;

import org.asciidoctor.ast.ContentNode;
import org.asciidoctor.ast.ListItem;

/**
 * Detects clauses in unsupported positions: in a list or a table cell, where the anchor is lost, or before the first
 * chapter. {@code SourceCheck} reports such a clause as not read.
 */
final class ClauseNesting {
    private ClauseNesting() {}

    static boolean hidden(ContentNode node) {
        for (ContentNode at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof ListItem || at.getContext().equals("table_cell")) {
                return true;
            }
        }
        // A table cell of style "a" is a separate document, so its blocks are not in a chapter.
        return RuleReader.chapterOf(node) == null;
    }
}
