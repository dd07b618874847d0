package dev.jetvm.spec.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts text to HTML and HTML to text. */
public final class Html {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern CHARACTER = Pattern.compile("&#(\\d{1,6});");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Html() {}

    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** The text of an HTML fragment, with whitespace collapsed. */
    public static String text(String html) {
        String bare = TAG.matcher(html.replaceAll("(?s)<svg.*?</svg>", " ").replaceAll("</(p|td|th|li|div|h\\d)>", " "))
                .replaceAll("");
        String characters = CHARACTER.matcher(bare)
                .replaceAll(it -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(it.group(1)))));
        String plain = characters.replace("\u200b", "").replace("\u2009", " ").replace("&lt;", "<").replace("&gt;", ">")
                .replace("&quot;", "\"").replace("&amp;", "&");
        return SPACE.matcher(plain).replaceAll(" ").strip();
    }
}
