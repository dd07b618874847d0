package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.fast.Engines;
import dev.jetvm.vm.link.Linker;
import dev.jetvm.vm.module.Module;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs of the suite as inputs of tests from within: those that need no options, modules or arguments. */
final class CorpusPrograms {
    private static final Path FOLDER = Path.of(System.getProperty("jet.root", ".."), "conformance-corpus", "programs");
    /** Keys of the header that ask for more than the program itself. */
    private static final List<String> WANTS_MORE = List.of("modules", "params", "entry", "args", "limits", "requires",
            "expect reject", "expect status", "expect unsupported", "outcomes");
    /** What depends on everything else that the machine does, or on the time. */
    private static final Set<String> OF_THE_MACHINE = Set.of("clock", "heap_used", "finalizer", "drain", "weak",
            "target");

    /** What needs the scheduler of a machine: the tests run tasks on workers of their own. */
    private static final Pattern SPAWNS = Pattern.compile("\\b(SPAWN|YIELD|ENTER_SCOPE|LEAVE_SCOPE)\\b|\"jet\\.");

    private CorpusPrograms() {}

    /** A program by its file. */
    record Program(String name, Module module) {

        /** The same under another name, so that one machine can have several. */
        Module named(String other) {
            return new Module(other, module.source(), module.strings(), module.types(), module.imports(),
                    module.functions(), module.exports(), module.inits(), module.entry(), module.stackMaps(),
                    module.debug(), module.customs());
        }

        /** Whether what it does is the same whatever else the machine does. */
        boolean isIndependent() {
            return module.imports().stream().noneMatch(each -> OF_THE_MACHINE.contains(each.name()))
                    && module.types().stream().noneMatch(type -> String.valueOf(type).contains("drop="));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** What is seen of a run that came to an end. */
    record End(Outcome outcome, String panic, String output) {
        static End of(Outcome outcome, Task task, ByteArrayOutputStream output) {
            Panic panic = task.panic();
            return new End(outcome, panic == null ? "" : panic.code() + " " + panic.message(),
                    output.toString(StandardCharsets.UTF_8));
        }
    }

    static List<Program> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".jasm") && !file.toString().endsWith(".lib.jasm"))
                    .sorted().map(CorpusPrograms::read).flatMap(Optional::stream).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Program> read(Path file) {
        try {
            String text = Files.readString(file);
            boolean simple = !SPAWNS.matcher(text).find() && text.lines().takeWhile(line -> line.startsWith(";"))
                    .noneMatch(line -> WANTS_MORE.stream().anyMatch(key -> line.startsWith("; " + key)));
            return simple
                    ? Optional.of(new Program(FOLDER.relativize(file).toString(), Assembler.assemble(text)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RejectException e) {
            return Optional.empty();
        }
    }

    static Vm machine(ValueModel model, Map<String, String> heap, long seed, OutputStream out) {
        return new Vm(model, HeapOptions.of(heap, seed), TypeOptions.defaults(), VmOptions.defaults(),
                Engines.standard(), List.of(), out,
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    /** Joins a program and plans it for a task of its own. */
    static Task task(Vm vm, Module module, OutputStream out) {
        Task task = vm.newTask(new PrintStream(out, true, StandardCharsets.UTF_8));
        new Linker(vm, (_, _) -> Optional.empty()).plan(task, module, null);
        return task;
    }
}
