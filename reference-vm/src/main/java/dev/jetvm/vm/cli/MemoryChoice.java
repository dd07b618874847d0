package dev.jetvm.vm.cli;

import dev.jetvm.runtime.memory.MemoryForm;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --memory} of every command that makes heaps. */
final class MemoryChoice {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before the option
    private CommandSpec spec;

    /** Takes effect for the whole process, so it is set while the command line is read, before there is a heap. */
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

    /** Chooses where nobody did. */
    void otherwise(MemoryForm form) {
        if (System.getProperty(MemoryForm.PROPERTY) == null) {
            System.setProperty(MemoryForm.PROPERTY, form.wire());
        }
    }
}
