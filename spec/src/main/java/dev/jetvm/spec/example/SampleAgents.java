package dev.jetvm.spec.example;

import dev.jetvm.conformance.agent.AgentOptions;
import dev.jetvm.conformance.agent.AgentPool;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.spec.book.Example;
import dev.jetvm.spec.book.Place;
import dev.jetvm.spec.book.Problem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the examples that a sample agent answers instead of the reference. The samples are Python scripts. */
public final class SampleAgents {
    private static final String PYTHON = "python3";

    private final Path folder;

    /** @param folder the folder of the scripts */
    public SampleAgents(Path folder) {
        this.folder = folder;
    }

    /** Whether the samples can be started. */
    public static boolean available() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .anyMatch(it -> !it.isEmpty() && Files.isExecutable(Path.of(it, PYTHON)));
    }

    /** The deviations of the samples from the book. Examples of the reference are left out. */
    public List<Problem> run(List<Example> examples) {
        Map<String, List<Example>> byAgent = new TreeMap<>();
        examples.stream().filter(it -> !it.agent().isEmpty())
                .forEach(it -> byAgent.computeIfAbsent(it.agent(), name -> new ArrayList<>()).add(it));
        List<Problem> problems = new ArrayList<>();
        byAgent.forEach((script, theirs) -> problems.addAll(run(script, theirs)));
        return problems;
    }

    private List<Problem> run(String script, List<Example> examples) {
        Path file = folder.resolve(script);
        Place place = examples.getFirst().place();
        if (!Files.isRegularFile(file)) {
            return List.of(new Problem(place, "no sample agent " + file));
        }
        try (AgentPool pool = AgentPool.start(AgentOptions.of(List.of(PYTHON, file.toString())))) {
            pool.hello();
            return new ExampleRunner(pool, false).run(examples);
        } catch (VerdictError e) {
            return List.of(new Problem(place, script + " does not answer: " + e.detail()));
        }
    }
}
