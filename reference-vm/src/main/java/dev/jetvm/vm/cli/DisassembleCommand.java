package dev.jetvm.vm.cli;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.assembly.Disassembler;
import dev.jetvm.vm.module.ModuleReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code jet disassemble}: writes a module file as text. */
@Command(name = "disassemble", mixinStandardHelpOptions = true, //
        description = "Write a module file as text that assembles to the same bytes.", //
        footer = {"", "For example:", //
                "  jet disassemble fib.jetc          writes to standard output", //
                "  jet disassemble fib.jetc -o fib.jasm", //
                "", "The module need not verify.", //
                "Exit status: 0 ok, 1 the file is no module, 64 usage, 70 our own fault."})
final class DisassembleCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The module, .jetc; - for standard input.")
    private String file = "";

    @Option(names = {"-o", "--output"}, paramLabel = "OUT", defaultValue = ModuleFile.STANDARD, //
            description = "Where the text goes; - for standard output, which is the default.")
    private String output = ModuleFile.STANDARD;

    @Override
    public Integer call() {
        ModuleFile source = ModuleFile.read(file);
        if (!source.binary() && file.endsWith(AssembleCommand.TEXT)) {
            throw new CommandFailure(Jet.USAGE, file + ": this is a text already");
        }
        try {
            String text = Disassembler.text(ModuleReader.read(source.bytes()));
            OutputFile.write(output, text.getBytes(StandardCharsets.UTF_8));
            return 0;
        } catch (RejectException e) {
            throw ModuleFile.refused(file, e);
        }
    }
}
