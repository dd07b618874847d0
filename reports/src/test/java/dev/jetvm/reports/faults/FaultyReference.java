package dev.jetvm.reports.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The packaged reference with one place of its source changed: the changed classes stand before its jars. */
final class FaultyReference {
    private static final Path ROOT = Path.of(System.getProperty("jet.root", ".."));
    private static final Path RUNTIME = ROOT.resolve("runtime/src/main/java/dev/jetvm/runtime");
    private static final Path VM = ROOT.resolve("reference-vm/src/main/java/dev/jetvm");
    private static final Path JAR = ROOT.resolve("reference-vm/target/jet.jar");
    private static final Path LIBRARIES = ROOT.resolve("reference-vm/target/lib");

    private final List<String> java;

    private FaultyReference(Path classes) {
        java = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-cp", classes + File.pathSeparator + JAR, "dev.jetvm.vm.cli.Jet");
    }

    /** The reference with the fault. @param folder for the changed classes */
    static FaultyReference of(Fault fault, Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src"));
        List<String> files = new ArrayList<>();
        files.add(changed(fault, sources).toString());
        // A constant is copied into the classes that use it, so those are compiled again too.
        fault.also().forEach(name -> files.add(source(name).toString()));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(files, classes);
        return new FaultyReference(classes);
    }

    /** The command of an agent. */
    List<String> agent() {
        return command("agent", "--memory", "checked");
    }

    /** The template of the command that runs a program. */
    List<String> program() {
        return command("run", "{module}", "{options}", "{args}");
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(words));
        return command;
    }

    /** A source of the VM begins with {@code vm/}, every other one is of the runtime. */
    private static Path source(String name) {
        return (name.startsWith("vm/") ? VM : RUNTIME).resolve(name);
    }

    /** Requires that the text which the fault changes occurs exactly once. @return the source without the change */
    static String requirePlace(Fault fault) throws IOException {
        String text = Files.readString(source(fault.file()));
        assertThat(text.split(Pattern.quote(fault.find()), -1))
                .as("the text to change of the fault %s occurs in %s exactly once", fault.id(), fault.file())
                .hasSize(2);
        return text;
    }

    private static Path changed(Fault fault, Path folder) throws IOException {
        String text = requirePlace(fault);
        Path file = folder.resolve(Path.of(fault.file()).getFileName());
        return Files.writeString(file, text.replace(fault.find(), fault.replace()));
    }

    private static String libraries() throws IOException {
        try (Stream<Path> jars = Files.list(LIBRARIES)) {
            return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** Annotations that the sources need and the packaged reference does not have. */
    private static String annotations() {
        return Path.of(URI.create(GuardedBy.class.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static void compile(List<String> files, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp",
                String.join(File.pathSeparator, libraries(), annotations(), JAR.toString()));
        var manager = compiler.getStandardFileManager(null, null, null);
        boolean compiled = compiler.getTask(messages, manager, null, options, null,
                manager.getJavaFileObjectsFromStrings(files)).call();
        assertThat(compiled).as("the changed source compiles: %s", messages).isTrue();
    }
}
