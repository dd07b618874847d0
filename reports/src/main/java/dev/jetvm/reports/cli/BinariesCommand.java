package dev.jetvm.reports.cli;

import dev.jetvm.conformance.agent.AgentPool;
import dev.jetvm.conformance.corpus.Corpus;
import dev.jetvm.conformance.corpus.ModuleBinaries;
import dev.jetvm.conformance.corpus.ProgramText;
import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.Setting;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.reports.render.Terminal;
import dev.jetvm.reports.run.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code jet conformance binaries}: checks or updates the binaries beside the programs of the corpus. */
@Command(name = "binaries", mixinStandardHelpOptions = true, description = {
        "Compare the binary beside each program of the corpus (.jetc), and those of the programs in case files",
        "(binaries.json), with what the implementation assembles the text to, or write them. Exit status 1 if one",
        "is missing or differs.", ""})
final class BinariesCommand implements Callable<Integer> {
    @Mixin
    private final AgentSettings agent = new AgentSettings();

    @Option(names = "--update", description = "Write those that are missing or differ, remove those of texts that do not assemble.")
    private boolean update;

    private final PrintWriter out = Terminal.out();

    @Override
    public Integer call() throws IOException {
        Path home = Path.of(System.getProperty("jet.root", "."), "conformance-corpus");
        List<ProgramText> texts = ProgramText.all(home);
        if (texts.isEmpty()) {
            out.println("no programs below " + home);
            return ExitCode.CONFORMANT;
        }
        int wrong = 0;
        try (AgentPool pool = AgentPool.start(agent.options(1, Runs.seed(agent)));
                CaseRun run = pool.begin(new CaseInfo("binaries", "the binaries of the corpus", List.of(), "must",
                        "probe", Set.of("modules.assemble"), Setting.TAGGED, false, 0))) {
            for (ProgramText text : texts) {
                wrong += settle(text, assembled(run, text.sent())) ? 0 : 1;
            }
            wrong += settleInline(home, run) ? 0 : 1;
        } catch (VerdictError error) {
            return Failures.agent(error, agent.commandText(), Terminal.err());
        }
        out.println(texts.size() + " texts, " + wrong + (update ? " binaries written or removed" : " wrong binaries")
                + (update || wrong == 0 ? "" : "; ./jet conformance binaries --update puts them right"));
        return update || wrong == 0 ? ExitCode.CONFORMANT : ExitCode.FAILURES;
    }

    /** The module assembled from the text; null if the text is rejected, as some texts are meant to be. */
    private static byte @Nullable [] assembled(CaseRun run, String text) {
        Answer answer = run.call(new Request("module.assemble", JsonNodeFactory.instance.objectNode().put("assembly",
                text)));
        return answer.outcome() == Outcome.OK
                ? Base64.getDecoder().decode(answer.value().path("module").asString(""))
                : null;
    }

    /** Whether the file with the binaries of the texts in case files is what it should be; with --update it is written. */
    private boolean settleInline(Path home, CaseRun run) throws IOException {
        Map<String, String> binaries = new LinkedHashMap<>();
        for (String text : ModuleBinaries.texts(Corpus.load(home.resolve("vectors")))) {
            byte[] binary = assembled(run, text);
            if (binary != null) {
                binaries.put(text, Base64.getEncoder().encodeToString(binary));
            }
        }
        Path file = home.resolve(ModuleBinaries.FILE);
        String expected = ModuleBinaries.content(binaries);
        if (Files.exists(file) && Files.readString(file).equals(expected)) {
            return true;
        }
        out.println(ModuleBinaries.FILE + ": differs");
        if (update) {
            Files.writeString(file, expected);
        }
        return false;
    }

    /**
     * Whether the binary equals the expected bytes. If it does not and {@code --update} is given, it is written or
     * deleted.
     */
    private boolean settle(ProgramText text, byte @Nullable [] expected) throws IOException {
        byte[] found = Files.exists(text.binary()) ? Files.readAllBytes(text.binary()) : null;
        if (Arrays.equals(found, expected)) {
            return true;
        }
        String what = found == null ? "has no binary" : expected == null ? "does not assemble" : "differs";
        out.println(text.name() + ": " + what);
        if (update && expected == null) {
            Files.delete(text.binary());
        } else if (update) {
            Files.write(text.binary(), expected);
        }
        return false;
    }
}
