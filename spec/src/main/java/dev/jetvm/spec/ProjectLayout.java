package dev.jetvm.spec;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** The folders and files of the project that the command reads and writes. */
record ProjectLayout(Path root) {

    /** The project that contains this command: system property {@code jet.root}, or two folders above its jar. */
    static ProjectLayout find() {
        String root = System.getProperty("jet.root", "");
        if (!root.isEmpty()) {
            return new ProjectLayout(Path.of(root));
        }
        CodeSource source = ProjectLayout.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("cannot tell where the project is; start with ./jet spec");
        }
        try {
            // spec/target/jet-spec.jar or spec/target/classes
            return new ProjectLayout(Path.of(source.getLocation().toURI()).resolve("../../..").normalize());
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

    /** The agents that the implementer's guide shows. */
    Path sampleAgents() {
        return root.resolve("conformance-corpus/agents/guide");
    }

    Path report() {
        return root.resolve("reports/target/conformance/report.json");
    }

    Path referenceJar() {
        return root.resolve("reference-vm/target/jet.jar");
    }
}
