package dev.jetvm.vm.cli;

import dev.jetvm.runtime.value.ValueModel;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code jet agent}: serves the conformance protocol. */
@Command(name = "agent", mixinStandardHelpOptions = true, //
        description = "Serve the conformance protocol on standard input and output.", //
        footer = {"", "One JSON object a line, for example:", //
                "  {\"id\":1,\"op\":\"value.encode\",\"value\":{\"kind\":\"int\",\"value\":\"1\"}}"})
final class AgentCommand implements Callable<Integer> {

    @Option(names = "--profile", paramLabel = "PROFILE", defaultValue = "tagged", //
            description = "How values are represented until 'configure' says otherwise: tagged or nan (default: ${DEFAULT-VALUE}).")
    private String profile = "tagged";

    @Option(names = "--features", paramLabel = "FEATURE", split = ",", //
            description = "Announce and serve only these features, such as vm.run,vm.constants, as an implementation that is not finished (default: all).")
    private @Nullable Set<String> features;

    @Option(names = "--self-test", description = "Answer one built-in question of each kind, say whether all went well, and end.")
    private boolean selfTest;

    @Mixin
    private final MemoryChoice memory = new MemoryChoice();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ValueModel model = ValueModel.ofWire(profile).orElseThrow(() -> new ParameterException(spec.commandLine(),
                "there is no profile '" + profile + "'; it is tagged or nan"));
        if (selfTest) {
            return SelfTest.run(model, spec.commandLine().getOut()) ? 0 : Jet.OWN_FAULT;
        }
        return AgentStreams.serve(model, features);
    }
}
