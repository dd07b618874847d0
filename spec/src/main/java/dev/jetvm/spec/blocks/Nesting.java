package dev.jetvm.spec.blocks;

import org.asciidoctor.ast.ContentNode;
import org.asciidoctor.ast.ListItem;

/** Where a clause must not stand: in a list or in a cell of a table, where its anchor gets lost. */
final class Nesting {
    private Nesting() {}

    static boolean hidden(ContentNode node) {
        for (ContentNode at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof ListItem || at.getContext().equals("table_cell")) {
                return true;
            }
        }
        return node.getDocument().getAttribute("embedded-in-table") != null;
    }
}
