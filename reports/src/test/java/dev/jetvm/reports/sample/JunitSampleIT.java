package dev.jetvm.reports.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample Maven project outside the reactor runs the published jar of the cases: offline, with what the build itself has
 * fetched. The jar is in a local repository in front of that of the build.
 */
class JunitSampleIT {
    private static final Path ROOT = Path.of(System.getProperty("jet.root", "..")).toAbsolutePath().normalize();
    private static final String VERSION = "0.1.0";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void theCasesRunAsTestsOfAMavenProject() throws Exception {
        Path project = copy(ROOT.resolve("samples/junit-maven"), folder.resolve("project"));
        Path front = folder.resolve("repository");
        publish(front, "jet-reference", "pom", ROOT.resolve("pom.xml"));
        publish(front, "jet-conformance-corpus", "pom", ROOT.resolve("conformance-corpus/pom.xml"));
        publish(front, "jet-conformance-corpus", "jar", ROOT.resolve("reports/target/lib/jet-conformance-corpus-"
                + VERSION + ".jar"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String reference = java + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "
                + ROOT.resolve("reference-vm/target/jet.jar") + " agent";
        Path log = folder.resolve("log");
        ProcessBuilder maven = new ProcessBuilder(List.of("sh", ROOT.resolve("mvnw").toString(), "-o", "-B", "-ntp",
                "-f", project.resolve("pom.xml").toString(), "-Dmaven.repo.local=" + front,
                "-Dmaven.repo.local.tail=" + localRepository(), "-Dgroups=HDR-03", "-Djet.impl=" + reference,
                "-Djet.time-scale=10", "test"))
                .directory(ROOT.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        int status = maven.start().waitFor();

        assertThat(status).as(Files.readString(log)).isZero();
        assertThat(log).content().containsPattern("Tests run: [1-9][0-9]*, Failures: 0, Errors: 0");
    }

    private static String localRepository() {
        return System.getProperty("jet.repository",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString());
    }

    private static void publish(Path repository, String artifact, String type, Path file) throws IOException {
        Path target = Files.createDirectories(repository.resolve("dev/jetvm").resolve(artifact).resolve(VERSION));
        Files.copy(file, target.resolve(artifact + "-" + VERSION + "." + type));
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.resolveSibling("."));
                Files.copy(file, target);
            }
        }
        return to;
    }
}
