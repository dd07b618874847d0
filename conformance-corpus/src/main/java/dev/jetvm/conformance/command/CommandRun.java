package dev.jetvm.conformance.command;

import dev.jetvm.conformance.agent.Budgets;
import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.Launch;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.conformance.text.DisplayText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A running process case.
 *
 * @spec CONF-27
 */
final class CommandRun implements CaseRun {
    /** Variables that a process gets from the environment of the suite. */
    private static final List<String> KEPT = List.of("PATH", "HOME", "TMPDIR", "SystemRoot");
    private static final String LOCALE = "LC_ALL";
    private static final String UTF_8 = "C.UTF-8";
    /** Characters of standard error that are kept for the report. */
    private static final int TAIL = 8 * 1024;
    /** Characters of the end of a process that the transcript shows. */
    private static final int SHOWN = 4 * 1024;

    private final CaseInfo info;
    private final CommandTemplate template;
    private final Signals signals;
    private final Path folder;
    private final Budgets budgets;
    private final String mark;
    private final List<Exchange> transcript = new ArrayList<>();
    private @Nullable ProgramProcess process;

    CommandRun(CaseInfo info, CommandTemplate template, Signals signals, Path folder, Budgets budgets, String mark) {
        this.info = info;
        this.template = template;
        this.signals = signals;
        this.folder = folder;
        this.budgets = budgets;
        this.mark = mark;
    }

    @Override
    public CaseInfo info() {
        return info;
    }

    @Override
    public boolean offers(String feature) {
        return CommandSession.offers(template, signals, feature);
    }

    @Override
    public ObjectNode start(Launch launch) {
        requireEncodable(launch.arguments());
        List<String> command = template.fill(written(launch.program()), launch.arguments());
        String copied = copied(command, launch);
        List<String> started = receiving(launch.signals(), command);
        Path work = workFolder();
        try {
            ProcessBuilder builder = new ProcessBuilder(started).directory(work.toFile());
            environment(builder.environment(), launch.environment());
            for (Map.Entry<String, String> file : launch.files().entrySet()) {
                Files.writeString(work.resolve(file.getKey()), file.getValue());
            }
            ProgramProcess running = ProgramProcess.start(builder, mark);
            process = running;
            SignalSequence sequence = new SignalSequence(launch.signals(), signals);
            int status = running.await(launch.input().getBytes(StandardCharsets.UTF_8), sequence, budgets.start(),
                    budgets.grace());
            ObjectNode seen = JsonNodeFactory.instance.objectNode().put("status", status)
                    .put("stdout", running.standardOutput()).put("stderr", running.standardError());
            String unsent = running.unsent(sequence);
            if (!unsent.isEmpty()) {
                seen.put(UNSENT, unsent);
            }
            transcript.add(new Exchange(copied, DisplayText.cut(seen.toString(), SHOWN)));
            return seen;
        } catch (IOException e) {
            throw new UncheckedIOException("the files of a process cannot be written to " + work, e);
        } catch (VerdictError error) {
            transcript.add(new Exchange(copied, ""));
            throw error;
        } finally {
            delete(work);
        }
    }

    private List<String> receiving(List<Launch.Signal> sent, List<String> command) {
        try {
            return signals.receiving(sent.stream().map(Launch.Signal::name).collect(Collectors.toSet()), command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerdictError(Verdict.INCONCLUSIVE, "interrupted before the command was started");
        }
    }

    /** The command for a shell, in a folder and with an environment as it is started with here. */
    private static String copied(List<String> command, Launch launch) {
        StringBuilder text = new StringBuilder();
        if (!launch.input().isEmpty()) {
            text.append("printf %s ").append(ShellText.word(launch.input())).append(" | ");
        }
        text.append("(cd \"$(mktemp -d)\" && ");
        new TreeMap<>(launch.files()).forEach((name, content) -> text.append("printf %s ")
                .append(ShellText.word(content)).append(" > ").append(ShellText.word(name)).append(" && "));
        text.append("env -i PATH=\"$PATH\" HOME=\"$HOME\" ").append(LOCALE + "=" + UTF_8 + " ");
        new TreeMap<>(launch.environment())
                .forEach((name, value) -> text.append(name).append('=').append(ShellText.word(value)).append(' '));
        return text.append(ShellText.words(command)).append(')').append(SignalSequence.comment(launch.signals()))
                .toString();
    }

    private static void environment(Map<String, String> environment, Map<String, String> own) {
        Map<String, String> basic = new TreeMap<>(environment);
        basic.keySet().retainAll(KEPT);
        environment.clear();
        environment.putAll(basic);
        environment.put(LOCALE, UTF_8);
        environment.putAll(own);
    }

    /** Java encodes arguments by the locale; a suite in a locale without these characters cannot pass them. */
    private static void requireEncodable(List<String> arguments) {
        Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"),
                StandardCharsets.UTF_8);
        if (!arguments.stream().allMatch(charset.newEncoder()::canEncode)) {
            throw new VerdictError(Verdict.UNSUPPORTED, "the locale of the suite (" + charset
                    + ") has not all characters of the arguments; run it with LC_ALL=" + UTF_8);
        }
    }

    /** Writes the program, and returns its path. */
    private Path written(Launch.Program program) {
        boolean text = template.takesText();
        Path file = folder.resolve(info.id() + (text ? ".jasm" : ".jetc"));
        try {
            Files.createDirectories(folder);
            switch (program) {
                case Launch.Module module -> Files.write(file, text
                        ? module.text().getBytes(StandardCharsets.UTF_8)
                        : binary(module));
                case Launch.Damaged damaged -> Files.write(file, damaged.bytes());
                case Launch.Missing _ -> Files.deleteIfExists(file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("the program cannot be written to " + file, e);
        }
    }

    private byte[] binary(Launch.Module module) {
        if (module.binary().length == 0) {
            throw new VerdictError(Verdict.SUITE_DEFECT, "the program of " + info.id()
                    + " has no binary; ./jet conformance binaries --update makes it");
        }
        return module.binary();
    }

    private static Path workFolder() {
        try {
            return Files.createTempDirectory("jet-case-");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder could be made for a process", e);
        }
    }

    /** What a process writes to its folder belongs to no case, so a file that cannot be deleted changes no verdict. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            folder.toFile().deleteOnExit();
        }
    }

    @Override
    public Answer call(Request request) {
        throw new VerdictError(Verdict.SUITE_DEFECT, info.id() + " starts a process and sends no requests");
    }

    @Override
    public Answer callRaw(byte[] line) {
        throw new VerdictError(Verdict.SUITE_DEFECT, info.id() + " starts a process and sends no requests");
    }

    @Override
    public List<Exchange> transcript() {
        return List.copyOf(transcript);
    }

    @Override
    public int attempts() {
        return 1;
    }

    @Override
    public String stderrTail() {
        ProgramProcess ran = process;
        String text = ran == null ? "" : ran.standardError();
        return text.substring(Math.max(0, text.length() - TAIL));
    }

    @Override
    public void close() {
        // The process has ended, and belongs to no pool.
    }
}
