package dev.jetvm.reports.cli;

import tools.jackson.databind.node.JsonNodeFactory;
import dev.jetvm.conformance.session.Launch;
import dev.jetvm.conformance.corpus.Corpus;
import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.conformance.corpus.Step;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.render.Terminal;
import dev.jetvm.reports.run.Suite;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code jet conformance show CASE}. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Show one case: what it sends, what it expects.")
final class ShowCommand implements Callable<Integer> {
    /** Maximum number of characters of a binary shown. */
    private static final int SHOWN = 60;

    @Parameters(paramLabel = "CASE", description = "Id of the case.")
    private String id = "";

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        CaseInfo info = Cases.find(id, new Suite(0, 1).discover());
        PrintWriter out = Terminal.out();
        if (json) {
            out.println(ReportFile.mapper().writeValueAsString(info));
            return 0;
        }
        out.println(info.id() + ": " + info.title());
        out.println("  shows     " + String.join(" ", info.rules()) + " (" + info.level() + ", " + info.kind() + ")");
        out.println("  needs     " + (info.requires().isEmpty() ? "nothing" : String.join(" ", info.requires())));
        out.println("  profile   " + info.profile());
        new TreeMap<>(info.setting().params())
                .forEach((name, value) -> out.println("  param     " + name + "=" + value));
        out.println("  configure " + info.setting().configure(0).toMessage(0).without(List.of("id", "seed"))
                + ", with the seed of the run");
        Optional<CorpusCase> data = Corpus.load().stream().filter(each -> each.id().equals(info.id())).findFirst();
        data.ifPresentOrElse(each -> print(out, each),
                () -> out.println(
                        "  This " + info.kind() + " is made of many exchanges; 'repro' runs it and shows them."));
        return 0;
    }

    private static void print(PrintWriter out, CorpusCase data) {
        out.println("  file      conformance-corpus/" + data.source());
        if (!data.rationale().isBlank()) {
            out.println("  because   " + data.rationale().strip());
        }
        for (Step step : data.steps()) {
            switch (step.sent()) {
                case Step.Message(var request) -> sent(out, request.toMessage(1));
                case Step.Program(var text, var _) -> sent(out, text.toMessage(1));
                case Step.Raw raw -> out.println("  sent      " + raw.line().length + " bytes as they are");
                case Step.Start(var launch) -> started(out, launch);
            }
            out.println("  expected  " + step.expect());
        }
    }

    /** Prints what a process case starts. */
    private static void started(PrintWriter out, Launch launch) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        launch.arguments().forEach(members.putArray("args")::add);
        new TreeMap<>(launch.environment()).forEach(members.putObject("env")::put);
        new TreeMap<>(launch.files()).forEach(members.putObject("files")::put);
        out.println("  process   " + members.put("stdin", launch.input()));
        launch.signals().forEach(each -> out.println("  signal    " + each.name() + ", as soon as it has written "
                + JsonNodeFactory.instance.stringNode(each.after())));
        switch (launch.program()) {
            case Launch.Module module -> program(out, module.text());
            case Launch.Damaged damaged -> out.println("  program   " + damaged.bytes().length + " bytes, no module");
            case Launch.Missing _ -> out.println("  program   a file that does not exist");
        }
    }

    /** Prints a request. The text of a program is printed on separate lines, and a binary module is truncated. */
    private static void sent(PrintWriter out, ObjectNode message) {
        String program = message.path("assembly").asString("");
        if (!program.isEmpty()) {
            message.put("assembly", "the text below");
        }
        String module = message.path("module").asString("");
        if (module.length() > SHOWN) {
            message.put("module", module.substring(0, SHOWN) + "... (" + module.length() + " characters of base64)");
        }
        out.println("  sent      " + message);
        program(out, program);
    }

    private static void program(PrintWriter out, String program) {
        int number = 0;
        for (String line : program.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                out.printf("  %7d   %s%n", number, line);
            }
        }
    }
}
