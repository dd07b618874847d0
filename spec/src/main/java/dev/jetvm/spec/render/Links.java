package dev.jetvm.spec.render;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites links between chapters, which are converted as one document and written as separate pages. */
final class Links {
    static final Pattern LOCAL = Pattern.compile("href=\"#([^\"]+)\"");
    private final List<Chapter> chapters;

    Links(List<Chapter> chapters) {
        this.chapters = chapters;
    }

    /** The page of each anchor. */
    static Map<String, String> pages(List<Chapter> chapters) {
        Map<String, String> pages = new HashMap<>();
        for (Chapter chapter : chapters) {
            chapter.anchors().forEach(anchor -> pages.putIfAbsent(anchor, chapter.file()));
        }
        return pages;
    }

    List<Chapter> apply() {
        Map<String, String> pages = pages(chapters);
        return chapters.stream().map(chapter -> {
            Matcher link = LOCAL.matcher(chapter.html());
            return chapter.withHtml(link.replaceAll(match -> {
                String page = pages.getOrDefault(match.group(1), chapter.file());
                String target = page.equals(chapter.file()) ? "#" : page + "#";
                return Matcher.quoteReplacement("href=\"" + target + match.group(1) + "\"");
            }));
        }).toList();
    }
}
