package dev.jetvm.conformance.command;

import dev.jetvm.conformance.agent.Budgets;
import dev.jetvm.conformance.agent.ProcessTree;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.ProcessFeatures;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A run of the process cases. Each is a process of its own; none is left over when the session ends. */
public final class CommandSession implements SuiteSession {
    private final CommandTemplate template;
    private final Signals signals;
    private final Path folder;
    private final String run = UUID.randomUUID().toString();
    private final AtomicLong started = new AtomicLong();
    private final Thread hook = new Thread(this::killAll, "jet-programs-end");
    private volatile Budgets budgets;

    /**
     * @param folder where the programs are written, so that a command shown to the user can be repeated
     * @param budgets of which the first is for a process, the last for the end of its output
     */
    public CommandSession(CommandTemplate template, Path folder, Budgets budgets) {
        this(template, Signals.OF_SYSTEM, folder, budgets);
    }

    CommandSession(CommandTemplate template, Signals signals, Path folder, Budgets budgets) {
        this.template = template;
        this.signals = signals;
        this.folder = folder.toAbsolutePath().normalize();
        this.budgets = budgets;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Sets the time limits of processes that are started from now on. */
    public void limit(Budgets changed) {
        budgets = changed;
    }

    public boolean offers(String feature) {
        return offers(template, signals, feature);
    }

    static boolean offers(CommandTemplate template, Signals signals, String feature) {
        return feature.equals(ProcessFeatures.SIGNALS) ? signals.isAvailable() : template.features().contains(feature);
    }

    @Override
    public CaseRun begin(CaseInfo info) {
        Set<String> missing = info.missing(feature -> offers(feature) || feature.startsWith("profile."));
        if (missing.equals(Set.of(ProcessFeatures.SIGNALS))) {
            throw new VerdictError(Verdict.UNSUPPORTED, ProcessFeatures.SIGNALS
                    + " is not offered: this system has no " + signals.shell() + ", whose command kill sends signals");
        }
        if (!missing.isEmpty()) {
            throw new VerdictError(Verdict.UNSUPPORTED,
                    String.join(", ", missing) + " is not offered by the command of --exec");
        }
        return new CommandRun(info, template, signals, folder, budgets, run + "/" + started.incrementAndGet() + "/");
    }

    private void killAll() {
        ProcessTree.marked(run + "/").forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        killAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running or about to run, and does the same.
            return;
        }
    }
}
