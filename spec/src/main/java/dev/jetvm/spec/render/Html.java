package dev.jetvm.spec.render;

import java.util.regex.Pattern;

/** Text to HTML and back. */
final class Html {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** The text of a piece of HTML, spaces collapsed. */
    static String text(String html) {
        String bare = TAG.matcher(html.replaceAll("(?s)<svg.*?</svg>", " ").replaceAll("</(p|td|th|li|div|h\\d)>", " "))
                .replaceAll("");
        String plain = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
                .replace("&#8217;", "\u2019")
                .replace("&#8212;", "\u2014").replace("&#8201;", " ").replace("&#8203;", "")
                .replace("&#8594;", "\u2192")
                .replace("&#8230;", "\u2026").replace("&amp;", "&");
        return SPACE.matcher(plain).replaceAll(" ").strip();
    }
}
