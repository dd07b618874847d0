package dev.jetvm.spec.render;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds AsciiDoc markup that reached the reader: macros, roles, quotes and references that the converter printed instead
 * of interpreting. Listings and other monospaced text are not examined, because the book shows its own notation there.
 */
final class RawMarkup {
    /** Each alternative is text that no prose of the book contains. */
    private static final Pattern MARKUP = Pattern.compile(String.join("|",
            "[a-z]+::[\\w./-]*\\[", // a block macro
            "\\b(?:indexterm2?|xref|pass|footnote|anchor|link):[\\w#./-]*\\[", // an inline macro
            "\\[[.#][\\w.-]+\\]\\s*#?", // a role or an ID of quoted text
            "#[a-z][a-z ]*#", // quoted text
            "\\[(?:rule|example|program|rationale|describe|bitfield|bytefield|cols|plantuml|source|options)[#,=\\]]",
            "\\(\\(\\(?\\w", // an index term
            "<<|>>", // a reference
            "\\*\\*|__|``|`|(?<!\\w)\\+\\+", // quotes without a partner
            "^\\|===|\\|===|^={2,}\\s|^-{4,}\\s*$|^\\.{4,}\\s*$", // delimiters
            "\\{(?:nbsp|empty|plus|asterisk|backtick|vbar|startsb|endsb)}"), // attributes
            Pattern.MULTILINE);
    private static final Pattern TOKEN = Pattern.compile("<!--.*?-->|<(/?)([A-Za-z][\\w-]*)([^>]*)>|[^<]+|<",
            Pattern.DOTALL);
    /** Elements whose content is not prose. */
    private static final List<String> NOT_PROSE = List.of("script", "style", "svg", "pre", "code", "title");
    /** Elements that have to be closed in the reverse order of their opening; crossed quotes break that. */
    private static final List<String> INLINE = List.of("code", "strong", "em", "a", "span", "sub", "sup", "mark", "b",
            "i",
            "small", "p", "td", "th", "li");
    private static final int CONTEXT = 30;

    private RawMarkup() {}

    /** The markup in prose, each with a few characters around it. */
    static List<String> inText(String text) {
        List<String> found = new ArrayList<>();
        Matcher markup = MARKUP.matcher(text);
        while (markup.find()) {
            String around = text.substring(Math.max(0, markup.start() - CONTEXT),
                    Math.min(text.length(), markup.end() + CONTEXT));
            found.add("'" + markup.group().strip() + "' in \"" + around.replaceAll("\\s+", " ").strip() + "\"");
        }
        return found;
    }

    /** The markup in the prose of a page, and the inline elements that are nested wrongly. */
    static List<String> inHtml(String html) {
        List<String> found = new ArrayList<>();
        StringBuilder prose = new StringBuilder();
        Deque<String> open = new ArrayDeque<>();
        int silent = 0;
        Matcher token = TOKEN.matcher(html);
        while (token.find()) {
            String name = token.group(2);
            if (name == null) {
                prose.append(silent == 0 && !token.group().startsWith("<!--") ? token.group() : "");
                continue;
            }
            boolean end = !token.group(1).isEmpty();
            boolean empty = token.group(3).endsWith("/");
            if (NOT_PROSE.contains(name) && !empty) {
                silent += end ? -1 : 1;
                // What stands for the listing keeps the prose around it from forming a word.
                prose.append(end ? "" : "\u25a1");
            } else if (!INLINE.contains(name)) {
                prose.append('\n');
            }
            if (INLINE.contains(name) && !empty) {
                if (!end) {
                    open.push(name);
                } else if (!name.equals(open.poll())) {
                    found.add("</" + name + "> closes another element near \""
                            + html.substring(Math.max(0, token.start() - 2 * CONTEXT), token.end()).replaceAll("\\s+",
                                    " ")
                            + "\"");
                    open.clear();
                }
            }
        }
        found.addAll(inText(unescape(prose.toString())));
        return found;
    }

    private static String unescape(String html) {
        return html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    }
}
