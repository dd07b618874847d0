package dev.jetvm.spec.render;

import dev.jetvm.spec.text.Html;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the heading of a location in a chapter. */
final class Headings {
    private static final Pattern HEADING = Pattern.compile("<h[1-3] id=\"[^\"]*\">(.*?)</h[1-3]>");

    private Headings() {}

    /** The last heading before an offset in the chapter's HTML, including its number, as HTML. */
    static String before(Chapter chapter, int offset) {
        Matcher heading = HEADING.matcher(chapter.html()).region(0, offset);
        String last = chapter.title();
        while (heading.find()) {
            last = Html.escape(Html.text(heading.group(1)));
        }
        return last;
    }
}
