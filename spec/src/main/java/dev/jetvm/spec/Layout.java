package dev.jetvm.spec;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where things lie in the project. */
record Layout(Path root) {

    /** The project this command belongs to: system property {@code jet.root}, or two folders above its jar. */
    static Layout find() {
        String root = System.getProperty("jet.root", "");
        if (!root.isEmpty()) {
            return new Layout(Path.of(root));
        }
        CodeSource source = Layout.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("cannot tell where the project is; start with ./jet spec");
        }
        try {
            // spec/target/jet-spec.jar or spec/target/classes
            return new Layout(Path.of(source.getLocation().toURI()).resolve("../../..").normalize());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no path: " + source.getLocation(), e);
        }
    }

    Path sources() {
        return root.resolve("spec/src/docs/asciidoc");
    }

    Path target() {
        return root.resolve("spec/target");
    }

    Path corpusResources() {
        return root.resolve("conformance-corpus/src/main/resources/jet");
    }

    Path report() {
        return root.resolve("reports/target/conformance/report.json");
    }

    Path referenceJar() {
        return root.resolve("reference-vm/target/jet.jar");
    }
}
