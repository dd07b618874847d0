package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.protocol.MalformedLineException;
import dev.jetvm.conformance.protocol.MessageCodec;
import dev.jetvm.conformance.protocol.Operation;
import dev.jetvm.conformance.protocol.Operations;
import dev.jetvm.conformance.protocol.PortableJson;
import dev.jetvm.conformance.protocol.Protocol;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One process and what is known of it: what it announced, its profile, whether its state is fresh. Used by one thread
 * at a time. Whatever breaks the conversation kills the process before the {@link AgentFault} is thrown: a stream that
 * was out of step once is never trusted again. An answer of an older generation cannot arrive here, because every
 * process has a queue of its own.
 */
final class Agent {
    private final AgentProcess process;
    private final Budgets budgets;
    private final Dialogue dialogue;
    private @Nullable Capabilities capabilities;
    private @Nullable Setting setting;
    private boolean dirty;
    private boolean ended;
    private String lastCase = "";

    private Agent(AgentProcess process, Budgets budgets) {
        this.process = process;
        this.budgets = budgets;
        this.dialogue = new Dialogue(process, budgets);
    }

    /** Starts a process and greets it; both within the start budget. */
    static Agent start(AgentProcesses processes, Budgets budgets, Checks checks) throws AgentFault {
        Agent agent = new Agent(processes.start(), budgets);
        agent.greet(checks);
        return agent;
    }

    private void greet(Checks checks) throws AgentFault {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.putArray("protocols").add(Protocol.VERSION);
        members.putObject("suite").put("name", Protocol.SUITE_NAME).put("version", Protocol.SUITE_VERSION);
        members.put("spec", Protocol.SPEC);
        ObjectNode answer = converse(() -> dialogue.ask(dialogue.prepare(new Request("hello", members)),
                budgets.start()));
        String unportable = PortableJson.fault(answer).orElse(null);
        if (unportable != null) {
            throw refused("in the answer to hello, " + unportable);
        }
        JsonNode value = answer.path("value");
        if (!"ok".equals(answer.path("outcome").asString("")) || !(value instanceof ObjectNode hello)
                || value.path("protocol").asInt(0) != Protocol.VERSION) {
            throw refused("hello was not answered with ok and protocol %d but with `%s`".formatted(Protocol.VERSION,
                    MessageCodec.quote(dialogue.lastLine())));
        }
        List<String> faults = new ArrayList<>(HelloCheck.faults(hello));
        faults.addAll(checks.faults("hello", answer));
        if (!faults.isEmpty()) {
            throw refused("the answer to hello is not what CONF-09 requires: " + String.join("; ", faults));
        }
        capabilities = Capabilities.of(hello);
    }

    private AgentFault refused(String why) {
        kill();
        return new AgentFault(Verdict.PROTOCOL_ERROR, why);
    }

    Capabilities capabilities() {
        Capabilities announced = capabilities;
        if (announced == null) {
            throw new IllegalStateException("not greeted");
        }
        return announced;
    }

    AgentProcess process() {
        return process;
    }

    /** What it was configured to last, if that is known. */
    @Nullable
    Setting setting() {
        return setting;
    }

    /** Whether the state may differ from that after the last {@code reset}. */
    boolean dirty() {
        return dirty;
    }

    /** Whether another case may use it: it lives and has not spoken unasked. */
    boolean healthy() {
        return !ended && process.isQuiet();
    }

    /** Whether it was told to end, or had to be killed. */
    boolean ended() {
        return ended;
    }

    /** Why it is not {@link #healthy}. */
    AgentFault idleFault() {
        String line = process.unasked();
        return line != null
                ? new AgentFault(Verdict.PROTOCOL_ERROR, "the agent wrote " + line + " when no case was running")
                : new AgentFault(Verdict.CRASH, "the agent ended or closed its output when no case was running");
    }

    /** The case that used the agent last, for blame that comes too late. */
    String lastCase() {
        return lastCase;
    }

    void usedBy(String caseId) {
        lastCase = caseId;
    }

    /** The line of a request, with the next id; tracks what the operation may change. */
    Prepared prepare(Request request) {
        Operation operation = Operations.of(request.op()).orElse(null);
        if (operation == null || operation.changesState()) {
            dirty = true;
        }
        switch (request.op()) {
            case "hello", "configure" -> setting = null;
            case "reset" -> dirty = false;
            case "bye" -> ended = true;
            default -> {
            }
        }
        return dialogue.prepare(request);
    }

    /** A line that does not come from us: after it, nothing is known about the agent's state. */
    Prepared prepareRaw(byte[] line) {
        dirty = true;
        setting = null;
        byte[] withEnd = Arrays.copyOf(line, line.length + 1);
        withEnd[line.length] = '\n';
        try {
            JsonNode id = MessageCodec.decode(line).path("id");
            // An id is never used twice in a process, so ours have to go on behind it.
            if (id.isIntegralNumber() && id.canConvertToLong() && id.asLong() < Protocol.MAX_ID / 2) {
                dialogue.seen(id.asLong());
            }
        } catch (MalformedLineException e) {
            return new Prepared("raw", withEnd, Prepared.ANY_ID);
        }
        return new Prepared("raw", withEnd, Prepared.ANY_ID);
    }

    /** Sends a line again that another process got; the ids behind it stay free. */
    void resumeAfter(Prepared line) {
        dialogue.seen(line.id());
    }

    /** Sends and waits for the answer within the reply budget. */
    ObjectNode call(Prepared line) throws AgentFault {
        return converse(() -> dialogue.ask(line, budgets.reply()));
    }

    /** What came in answer to the last line, whatever it was; empty if nothing did. */
    byte[] lastLine() {
        return dialogue.lastLine();
    }

    /** Configures profile and options; the caller judges the answer. */
    ObjectNode configure(Setting wanted, long seed) throws AgentFault {
        Request request = Request.of("configure");
        request.members().put("profile", wanted.profile()).put("seed", Long.toString(seed));
        ObjectNode params = request.members().putObject("params");
        new TreeMap<>(wanted.params()).forEach(params::put);
        boolean before = dirty;
        ObjectNode answer = call(prepare(request));
        dirty = before;
        if ("ok".equals(answer.path("outcome").asString(""))) {
            setting = wanted;
        }
        return answer;
    }

    /** Fresh state; the caller judges the answer. */
    ObjectNode reset() throws AgentFault {
        return call(prepare(Request.of("reset")));
    }

    /**
     * After {@code bye} or the end of input: waits for the end within the grace time.
     *
     * @return the exit status
     */
    int awaitEnd() throws AgentFault {
        ended = true;
        return converse(() -> {
            if (!process.awaitEnd(budgets.grace())) {
                throw new AgentFault(Verdict.TIMEOUT,
                        "the agent still runs " + budgets.grace().toMillis() + " ms after it was told to end");
            }
            return process.exitStatus();
        });
    }

    int closeInput() throws AgentFault {
        process.closeInput();
        return awaitEnd();
    }

    /** Asks to end, for {@link #awaitEnd} or {@link #kill} to follow. */
    void sayBye() {
        ended = true;
        try {
            process.send(dialogue.prepare(Request.of("bye")).bytes(), System.nanoTime() + budgets.grace().toNanos());
        } catch (AgentFault alreadyGone) {
            // It is about to be killed: its end is what we want.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.closeInput();
    }

    /** Waits for the end until the deadline at most. */
    void awaitEndUntil(long deadline) {
        try {
            if (!process.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()))) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it in order if it still listens, by force otherwise. */
    void endOrKill() {
        if (!ended) {
            sayBye();
            awaitEndUntil(System.nanoTime() + budgets.grace().toNanos());
        }
        kill();
    }

    void kill() {
        ended = true;
        process.kill();
    }

    /** Part of a conversation: whatever goes wrong in it ends the process. */
    private <T> T converse(Conversation<T> conversation) throws AgentFault {
        try {
            return conversation.hold();
        } catch (AgentFault fault) {
            kill();
            throw fault;
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new AgentFault(Verdict.INCONCLUSIVE, "interrupted while waiting for the agent");
        }
    }

    private interface Conversation<T> {
        T hold() throws AgentFault, InterruptedException;
    }
}
