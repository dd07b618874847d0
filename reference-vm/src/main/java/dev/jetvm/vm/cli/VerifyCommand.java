package dev.jetvm.vm.cli;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.assembly.AssemblyException;
import dev.jetvm.vm.assembly.Problem;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.ModuleReader;
import dev.jetvm.vm.text.Printable;
import dev.jetvm.vm.verify.Verifier;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The command {@code jet verify}: reports whether modules may be run. */
@Command(name = "verify", mixinStandardHelpOptions = true, //
        description = "Say of each module whether it may be run.", //
        footer = {"", "For example:", //
                "  jet verify fib.jasm fib.jetc", //
                "  jet verify --json build/*.jetc", //
                "", "Exit status: 0 all may, 1 one is refused, 64 usage, 70 our own fault."})
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Modules, .jasm or .jetc; - for standard input.")
    private List<String> files = List.of();

    @Option(names = "--json", description = "One JSON object a line, with the phase, code and place of a refusal.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Override
    public Integer call() {
        int status = 0;
        for (String file : files) {
            status = Math.max(status, judge(file));
        }
        StandardOutput.check(spec.commandLine().getOut());
        return status;
    }

    private int judge(String name) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            ModuleFile file = ModuleFile.read(name);
            String text = file.binary() ? "" : file.text();
            try {
                Module module = Verifier
                        .verify(file.binary() ? ModuleReader.read(file.bytes()) : Assembler.assemble(text)).module();
                out.println(json ? json(record(file, "ok")) : Printable.text(name) + ": ok, " + size(module));
                return 0;
            } catch (AssemblyException e) {
                out.print(json
                        ? json(record(file, e)) + System.lineSeparator()
                        : Refusal.text(name, text, e, StandardStream.OUT));
            } catch (RejectException e) {
                out.print(json
                        ? json(record(file, e)) + System.lineSeparator()
                        : Refusal.text(name, e, StandardStream.OUT));
            }
            return ModuleFile.REFUSED;
        } catch (CommandFailure e) {
            if (json) {
                out.println(json(JsonNodeFactory.instance.objectNode().put("file", name).put("outcome", "unreadable")
                        .put("message", e.getMessage())));
            } else {
                spec.commandLine().getErr().print(e.text());
                spec.commandLine().getErr().flush();
            }
            return e.status();
        }
    }

    private static String json(ObjectNode record) {
        return Printable.json(record.toString());
    }

    private static String size(Module module) {
        int code = module.functions().stream().mapToInt(function -> function.code().length).sum();
        int functions = module.functions().size();
        return functions + (functions == 1 ? " function, " : " functions, ") + code + " bytes of code";
    }

    private static ObjectNode record(ModuleFile file, String outcome) {
        return JsonNodeFactory.instance.objectNode().put("file", file.name()).put("outcome", outcome);
    }

    private static ObjectNode record(ModuleFile file, RejectException e) {
        ObjectNode record = record(file, "reject").put("phase", e.phase().wire()).put("code",
                e.code());
        if (e.at() != RejectException.NOWHERE) {
            record.put("at", e.at());
        }
        return record.put("message", e.getMessage());
    }

    private static ObjectNode record(ModuleFile file, AssemblyException e) {
        ObjectNode record = record(file, "reject").put("phase", "malformed").put("code", e.code()).put("at", e.offset())
                .put("message", e.getMessage());
        ArrayNode problems = record.putArray("problems");
        for (Problem problem : e.problems()) {
            problems.addObject().put("code", problem.code()).put("at", problem.offset()).put("line", problem.line())
                    .put("column", problem.column()).put("message", problem.message()).put("hint", problem.hint());
        }
        return record;
    }
}
