package dev.jetvm.spec.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Embeds generated SVG diagrams in the page, so that the style sheet can apply the light and dark colour schemes. */
final class InlineDiagrams {
    private static final Pattern IMAGE = Pattern.compile("<img src=\"images/([\\w.-]+\\.svg)\" alt=\"([^\"]*)\"[^>]*>");
    private static final Pattern ROOT = Pattern.compile("<svg\\b[^>]*>");
    private static final Pattern SIZE = Pattern.compile("viewBox=([\"'])0 0 (\\d+)(?:\\.\\d+)? [\\d.]+\\1");
    /** IDs of elements of the drawing, which would otherwise become anchors of the page. */
    private static final Pattern NAME = Pattern
            .compile("(<(?!linearGradient|filter|marker)[a-z]+\\b[^>]*?) id=([\"'])[^\"']*\\2");

    private InlineDiagrams() {}

    /**
     * Replaces each generated picture by its drawing.
     *
     * @param pictures folder of the files that the page refers to as {@code images/}
     */
    static String inline(String html, Path pictures) throws IOException {
        Matcher image = IMAGE.matcher(html);
        StringBuilder out = new StringBuilder();
        while (image.find()) {
            String drawing = drawing(Files.readString(pictures.resolve(image.group(1))), image.group(2));
            image.appendReplacement(out, Matcher.quoteReplacement(drawing));
        }
        return image.appendTail(out).toString();
    }

    /** The drawing without prolog and comments, at its natural width, limited to the width of the column. */
    private static String drawing(String file, String alt) throws IOException {
        Matcher root = ROOT.matcher(file);
        if (!root.find()) {
            throw new IOException("no drawing: " + file.substring(0, Math.min(80, file.length())));
        }
        Matcher size = SIZE.matcher(root.group());
        if (!size.find()) {
            throw new IOException("a drawing without a size: " + root.group());
        }
        String inside = file.substring(root.end()).replaceAll("(?s)<!--.*?-->|<\\?.*?\\?>", "");
        return "<svg class=\"drawn\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"" + alt + "\" "
                + size.group()
                + " style=\"width:" + size.group(2) + "px\">" + NAME.matcher(inside).replaceAll("$1").strip();
    }
}
