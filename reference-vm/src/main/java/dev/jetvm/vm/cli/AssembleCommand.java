package dev.jetvm.vm.cli;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.assembly.AssemblyException;
import dev.jetvm.vm.module.ModuleWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code jet assemble}: assembles a text into a module file. */
@Command(name = "assemble", mixinStandardHelpOptions = true, //
        description = "Make a module file of its text form.", //
        footer = {"", "For example:", //
                "  jet assemble fib.jasm             writes fib.jetc", //
                "  jet assemble - -o fib.jetc        reads standard input", //
                "", "The module is not verified: see `jet verify`.", //
                "Exit status: 0 ok, 1 the text is no module, 64 usage, 70 our own fault."})
final class AssembleCommand implements Callable<Integer> {
    static final String TEXT = ".jasm";
    private static final String BINARY = ".jetc";

    @Parameters(paramLabel = "FILE", description = "The text, .jasm; - for standard input.")
    private String file = "";

    @Option(names = {"-o", "--output"}, paramLabel = "OUT", //
            description = "Where the module goes; - for standard output. The default is FILE with .jetc for .jasm.")
    private @Nullable String output;

    @Override
    public Integer call() {
        ModuleFile source = ModuleFile.read(file);
        if (source.binary()) {
            throw new CommandFailure(Jet.USAGE, file + ": this is a module file already");
        }
        String text = source.text();
        try {
            OutputFile.write(target(), ModuleWriter.write(Assembler.assemble(text)));
            return 0;
        } catch (AssemblyException e) {
            throw CommandFailure.withReport(ModuleFile.REFUSED, Refusal.text(file, text, e, StandardStream.ERR));
        } catch (RejectException e) {
            throw ModuleFile.refused(file, e);
        }
    }

    private String target() {
        if (output != null) {
            return output;
        }
        if (file.equals(ModuleFile.STANDARD)) {
            if (System.console() != null && System.console().isTerminal()) {
                throw new CommandFailure(Jet.USAGE, "a module is no text for a terminal; say where it goes with -o");
            }
            return ModuleFile.STANDARD;
        }
        String stem = file.endsWith(TEXT)
                ? file.substring(0, file.length() - TEXT.length())
                : file;
        return stem + BINARY;
    }
}
