package dev.jetvm.spec.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** The text of a PDF page by page, without what is set in the monospaced font: listings and code. */
final class PdfText {
    private static final String MONOSPACED = "mplus1mn";

    private PdfText() {}

    /** @return the prose of each page, the first page first */
    static List<String> prose(Path pdf) throws IOException {
        List<String> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            PDFTextStripper stripper = new Prose();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(document));
            }
        }
        return pages;
    }

    private static final class Prose extends PDFTextStripper {

        @Override
        protected void processTextPosition(TextPosition text) {
            String font = text.getFont().getName();
            if (font == null || !font.toLowerCase(java.util.Locale.ROOT).contains(MONOSPACED)) {
                super.processTextPosition(text);
            }
        }
    }
}
