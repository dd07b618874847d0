package dev.jetvm.spec.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.log.LogHandler;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;

/**
 * An Asciidoctor instance with its warnings and errors. Starting an instance takes seconds, so all conversions share
 * it. Not thread-safe.
 */
public final class AsciidoctorEngine implements AutoCloseable {
    /** The document attribute that names the folder of the diagram cache; without it, one is made in the working folder. */
    static final String DIAGRAM_CACHE = "diagram-cachedir";

    private static final Logger LOG = Logger.getLogger("asciidoctor");

    private final Asciidoctor asciidoctor = Asciidoctor.Factory.create();
    private final List<LogRecord> complaints = new ArrayList<>();
    private final LogHandler handler = this::collect;

    public AsciidoctorEngine() {
        // The handler reports messages with their source locations; the parent would repeat them on standard error.
        LOG.setUseParentHandlers(false);
        try (InputStream patches = AsciidoctorEngine.class
                .getResourceAsStream("/dev/jetvm/spec/asciidoctor_patches.rb")) {
            asciidoctor.rubyExtensionRegistry().loadClass(patches);
        } catch (IOException e) {
            throw new UncheckedIOException("reading asciidoctor_patches.rb", e);
        }
        asciidoctor.requireLibrary("asciidoctor-diagram");
        asciidoctor.registerLogHandler(handler);
    }

    /**
     * The location of Asciidoctor's record of the source of each generated picture. The record avoids drawing an
     * unchanged picture again.
     *
     * @param pictures folder of the generated pictures
     * @return an absolute path in that folder
     */
    static String diagramCache(Path pictures) {
        return pictures.resolve(".cache").toAbsolutePath().toString();
    }

    private void collect(LogRecord message) {
        if (message.getSeverity().compareTo(Severity.WARN) >= 0) {
            complaints.add(message);
        }
    }

    public Asciidoctor asciidoctor() {
        return asciidoctor;
    }

    /** Returns the warnings and errors since the last call and clears them. */
    public List<LogRecord> complaints() {
        List<LogRecord> heard = List.copyOf(complaints);
        complaints.clear();
        return heard;
    }

    @Override
    public void close() {
        asciidoctor.close();
    }
}
