package dev.jetvm.spec.render;

import dev.jetvm.spec.book.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes the pages, their style, their script and the search index into a folder. Nothing in them needs a network. */
public final class HtmlSite {
    private static final List<String> ASSETS = List.of("book.css", "book.js");
    private static final String FONT_FOLDER = "/gems/asciidoctor-pdf-2.3.23/data/fonts/";
    private static final List<String> FONTS = List.of("notoserif-regular", "notoserif-italic", "notoserif-bold",
            "notosans-regular", "notosans-bold", "mplus1mn-regular", "mplus1mn-bold");

    private final ParsedBook parsed;
    private final Status status;

    public HtmlSite(ParsedBook parsed, Status status) {
        this.parsed = parsed;
        this.status = status;
    }

    /** @param out an existing folder; files of the same names are replaced */
    public void write(Path out) throws IOException {
        for (String asset : ASSETS) {
            Files.writeString(out.resolve(asset), resource(asset));
        }
        fonts(out.resolve("fonts"));
        Page page = new Page(parsed, status);
        IndexPage index = new IndexPage(parsed);
        List<Chapter> chapters = index.chapters();
        for (int i = 0; i < chapters.size(); i++) {
            Files.writeString(out.resolve(chapters.get(i).file()), page.chapter(chapters, i));
        }
        Files.writeString(out.resolve("terms.html"), page.plain("Index", "terms.html", chapters, index.html()));
        Files.writeString(out.resolve("index.html"), page.front(chapters));
        Files.writeString(out.resolve("search-index.js"), new SearchIndex(parsed.book(), chapters).script());
    }

    /** The PDF converter brings free fonts; the pages use the same ones, so that book and PDF are set alike. */
    private static void fonts(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String font : FONTS) {
            String name = font + "-subset.ttf";
            try (InputStream in = HtmlSite.class.getResourceAsStream(FONT_FOLDER + name)) {
                if (in != null) {
                    Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream in = HtmlSite.class.getResourceAsStream("/dev/jetvm/spec/web/" + name)) {
            if (in == null) {
                throw new IOException("not on the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
