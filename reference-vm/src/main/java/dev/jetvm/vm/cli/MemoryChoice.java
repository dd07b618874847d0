package dev.jetvm.vm.cli;

import dev.jetvm.runtime.memory.MemoryForm;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --memory}, shared by all commands that create heaps. */
final class MemoryChoice {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before the option
    private CommandSpec spec;

    /**
     * The choice applies to the whole process, so it is made while the command line is parsed, before a heap exists.
     */
    @Option(names = "--memory", paramLabel = "FORM", //
            description = "fast, or checked: an access outside the heap or to a reclaimed object raises an exception, which fast does not promise (default: fast; of jet fuzz: checked).")
    void choose(String form) {
        Optional<MemoryForm> known = MemoryForm.ofWire(form);
        if (known.isEmpty()) {
            throw new ParameterException(spec.commandLine(),
                    "there is no memory '" + form + "'; it is " + MemoryForm.wires());
        }
        System.setProperty(MemoryForm.PROPERTY, form);
    }

    /** Sets the memory form if the user has not chosen one. */
    void otherwise(MemoryForm form) {
        if (System.getProperty(MemoryForm.PROPERTY) == null) {
            System.setProperty(MemoryForm.PROPERTY, form.wire());
        }
    }
}
