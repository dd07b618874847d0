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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One agent process together with its announced capabilities, its configured profile and whether its state is fresh.
 * Used by one thread at a time. Every fault in the conversation kills the process before the {@link AgentFault} is
 * thrown, because a stream that lost synchronization once cannot be trusted again. An answer from an earlier process
 * cannot be received here, because every process has its own queue.
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

    private Agent(AgentProcess process, Budgets budgets, ExchangeTimes times) {
        this.process = process;
        this.budgets = budgets;
        this.dialogue = new Dialogue(process, budgets, times);
    }

    /**
     * Starts a process and performs the {@code hello} exchange, both within the start budget. The fault of a process that
     * does not come up has the last lines of its standard error.
     */
    static Agent start(AgentProcesses processes, Budgets budgets, Checks checks) throws AgentFault {
        Agent agent = new Agent(processes.start(), budgets, processes.times());
        try {
            agent.greet(checks);
            return agent;
        } catch (AgentFault fault) {
            throw new AgentFault(fault.verdict(), fault.detail() + agent.process.stderr().lastWords());
        }
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

    /** The configuration last accepted by the agent; null if it is unknown. */
    @Nullable
    Setting setting() {
        return setting;
    }

    /** Whether the state may differ from the state after the last {@code reset}. */
    boolean dirty() {
        return dirty;
    }

    /** Whether another case may use the agent: its process is alive and has sent no unrequested output. */
    boolean healthy() {
        return !ended && process.isQuiet();
    }

    /** Whether the agent was told to end or was killed. */
    boolean ended() {
        return ended;
    }

    /** The reason why the agent is not {@link #healthy}. */
    AgentFault idleFault() {
        String line = process.unasked();
        return line != null
                ? new AgentFault(Verdict.PROTOCOL_ERROR, "the agent wrote " + line + " when no case was running")
                : new AgentFault(Verdict.CRASH, "the agent ended or closed its output when no case was running");
    }

    /** The id of the case that last used the agent, to which a fault detected later is attributed. */
    String lastCase() {
        return lastCase;
    }

    void usedBy(String caseId) {
        lastCase = caseId;
    }

    /** Encodes a request with the next id and records which state the operation may change. */
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

    /**
     * Prepares a raw line, which this suite did not encode. The agent's state and configuration are unknown afterwards.
     */
    Prepared prepareRaw(byte[] line) {
        dirty = true;
        setting = null;
        byte[] withEnd = Arrays.copyOf(line, line.length + 1);
        withEnd[line.length] = '\n';
        try {
            JsonNode id = MessageCodec.decode(line).path("id");
            // A process accepts each id only once, so later ids must be greater than this one.
            if (id.isIntegralNumber() && id.canConvertToLong() && id.asLong() < Protocol.MAX_ID / 2) {
                dialogue.seen(id.asLong());
            }
        } catch (MalformedLineException e) {
            return new Prepared("raw", withEnd, Prepared.ANY_ID);
        }
        return new Prepared("raw", withEnd, Prepared.ANY_ID);
    }

    /** Records that a line prepared for another process is sent to this one; later ids follow its id. */
    void resumeAfter(Prepared line) {
        dialogue.seen(line.id());
    }

    /** Sends the line and waits for the answer within the reply budget. */
    ObjectNode call(Prepared line) throws AgentFault {
        return converse(() -> dialogue.ask(line, budgets.reply()));
    }

    /** The bytes received in response to the last line, well-formed or not; empty if none were received. */
    byte[] lastLine() {
        return dialogue.lastLine();
    }

    /** Configures profile and options; the caller checks the answer. */
    ObjectNode configure(Setting wanted, long seed) throws AgentFault {
        boolean before = dirty;
        ObjectNode answer = call(prepare(wanted.configure(seed)));
        dirty = before;
        if ("ok".equals(answer.path("outcome").asString(""))) {
            setting = wanted;
        }
        return answer;
    }

    /** Resets the agent's state; the caller checks the answer. */
    ObjectNode reset() throws AgentFault {
        return call(prepare(Request.of("reset")));
    }

    /**
     * Waits within the grace time for the process to end. Called after {@code bye} or the end of input.
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

    /** Asks the agent to end; {@link #awaitEnd} or {@link #kill} must follow. */
    void sayBye() {
        ended = true;
        try {
            process.send(dialogue.prepare(Request.of("bye")).bytes(), System.nanoTime() + budgets.grace().toNanos());
        } catch (AgentFault alreadyGone) {
            // The process has already ended, as intended; the caller kills what remains.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.closeInput();
    }

    /** Waits for the process to end and kills it at the deadline. */
    void awaitEndUntil(long deadline) {
        try {
            if (!process.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()))) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks a process that has not been told to end to do so, and then kills it. */
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

    /** Performs one part of a conversation; any fault in it kills the process. */
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
