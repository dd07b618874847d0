package dev.jetvm.benchmarks;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.interp.Engine;
import dev.jetvm.vm.interp.Outcome;
import dev.jetvm.vm.link.Linker;
import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.interp.VmOptions;
import dev.jetvm.vm.module.Module;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A program that can be run repeatedly in one process, and its expected output. */
final class Program {
    /** Prefix of each line of expected output, as in the programs of the corpus. */
    private static final String EXPECTED = "; | ";

    private final Module module;
    private final String expected;
    private final Engine.Factory engine;
    private final HeapOptions heap;

    /**
     * Assembles a program.
     *
     * @param text the text of the module, with the expected output in its comments
     * @param engine the engine that executes it
     * @throws IllegalArgumentException if the text has no expected output
     */
    Program(String text, Engine.Factory engine) {
        this(text, engine, HeapOptions.defaults());
    }

    private Program(String text, Engine.Factory engine, HeapOptions heap) {
        this.engine = engine;
        this.heap = heap;
        this.module = Assembler.assemble(text);
        this.expected = text.lines().filter(line -> line.startsWith(EXPECTED))
                .map(line -> line.substring(EXPECTED.length()) + "\n").collect(Collectors.joining());
        if (expected.isEmpty()) {
            throw new IllegalArgumentException(module.name() + " does not say what it writes");
        }
    }

    /**
     * Assembles a program of {@code programs/}, which the build copies to the class path.
     *
     * @param name without the suffix
     * @param workers greatest number of workers
     */
    static Program ofResource(String name, Engine.Factory engine, int workers) throws IOException {
        return of(text(name), engine, workers);
    }

    /** As {@link #ofResource}, of a text. */
    static Program of(String text, Engine.Factory engine, int workers) {
        return new Program(text, engine, HeapOptions.of(Map.of("scheduler.threads", Integer.toString(workers)), 0));
    }

    /** Returns the text of a program of {@code programs/}. @param name without the suffix */
    static String text(String name) throws IOException {
        String file = "programs/" + name + ".jasm";
        try (InputStream in = Program.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new FileNotFoundException(file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Verifies, links and executes the program in a new virtual machine with the options of {@code jet run}. The state
     * of the machine is discarded after the run; code compiled by the JVM is kept.
     *
     * @return the output of the program
     * @throws IllegalStateException if the output differs or the program did not return, so that a wrong run is never
     *         timed
     */
    String run() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Outcome end;
        try (Vm vm = new Vm(ValueModel.TAGGED, heap, TypeOptions.defaults(), VmOptions.defaults(),
                engine, List.of(), out, System.err)) {
            new Linker(vm, (_, _) -> Optional.empty()).plan(module, null);
            end = vm.execution().run();
        }
        String written = out.toString(StandardCharsets.UTF_8);
        if (end != Outcome.RETURNED || !written.equals(expected)) {
            throw new IllegalStateException(
                    "%s ended as %s and wrote '%s' instead of '%s'".formatted(module.name(), end,
                            written, expected));
        }
        return written;
    }
}
