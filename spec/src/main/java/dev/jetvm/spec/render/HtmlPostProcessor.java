package dev.jetvm.spec.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Modifies the HTML that Asciidoctor generates: marks requirement keywords and makes wide tables scrollable. */
final class HtmlPostProcessor {
    private static final Pattern TOKEN = Pattern.compile("<[^>]+>|[^<]+");
    private static final Pattern SILENT = Pattern.compile("<(code|pre|svg|a|figure)\\b[^>]*>");
    private static final Pattern KEY_WORD = Pattern.compile("\\b(?:MUST|SHOULD)(?: NOT)?\\b|\\bMAY\\b");
    private static final Pattern TABLE = Pattern.compile("<table class=\"tableblock");

    private HtmlPostProcessor() {}

    static String html(String html) {
        String tables = TABLE.matcher(html).replaceAll("<div class=\"tw\"><table class=\"tableblock")
                .replace("</table>", "</table></div>");
        // Admonitions are tables of another class: they have only the end of the wrapper.
        String balanced = Pattern
                .compile("(<div class=\"admonitionblock[^>]*>\\s*<table>.*?</table>)</div>", Pattern.DOTALL)
                .matcher(tables).replaceAll("$1");
        return keyWords(balanced);
    }

    private static String keyWords(String html) {
        StringBuilder out = new StringBuilder(html.length() + 1000);
        Matcher token = TOKEN.matcher(html);
        String inside = "";
        while (token.find()) {
            String text = token.group();
            if (!text.startsWith("<")) {
                out.append(inside.isEmpty() ? KEY_WORD.matcher(text).replaceAll("<span class=\"kw\">$0</span>") : text);
                continue;
            }
            Matcher silent = SILENT.matcher(text);
            if (inside.isEmpty() && silent.matches()) {
                inside = "</" + silent.group(1) + ">";
            } else if (text.equals(inside)) {
                inside = "";
            }
            out.append(text);
        }
        return out.toString();
    }
}
