package dev.jetvm.spec.render;

import dev.jetvm.spec.book.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the pages, their style, their script and the search index to a folder. The pages do not access a network. */
public final class HtmlSite {
    private static final List<String> ASSETS = List.of("book.css", "book.js");
    private static final Pattern FONT = Pattern.compile("gems/asciidoctor-pdf-[^/]+/data/fonts/([\\w-]+)-subset\\.ttf");
    private static final List<String> FONTS = List.of("notoserif-regular", "notoserif-italic", "notoserif-bold",
            "notosans-regular", "notosans-bold", "mplus1mn-regular", "mplus1mn-bold");

    private final ParsedBook parsed;
    private final Status status;

    public HtmlSite(ParsedBook parsed, Status status) {
        this.parsed = parsed;
        this.status = status;
    }

    /** @param out an existing folder; files with the same names are replaced */
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

    /**
     * Copies the free fonts of the PDF converter, so that pages and PDF use the same fonts. The name of their folder
     * contains the version of the converter, so the folder is searched for.
     */
    private static void fonts(Path folder) throws IOException {
        Files.createDirectories(folder);
        Set<String> missing = new TreeSet<>(FONTS);
        for (URL gems : Collections.list(HtmlSite.class.getClassLoader().getResources("gems/"))) {
            if (!(gems.openConnection() instanceof JarURLConnection connection)) {
                continue;
            }
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    Matcher font = FONT.matcher(entry.getName());
                    if (font.matches() && missing.remove(font.group(1))) {
                        try (InputStream in = jar.getInputStream(entry)) {
                            Files.copy(in, folder.resolve(font.group(1) + "-subset.ttf"),
                                    StandardCopyOption.REPLACE_EXISTING);
                        }
                    }
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new IOException("asciidoctor-pdf on the class path has no fonts " + missing);
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
