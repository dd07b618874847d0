package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.protocol.MalformedLineException;
import dev.jetvm.conformance.protocol.MessageCodec;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.text.DisplayText;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The request-response exchange with one process: numbers requests, matches answers to them and enforces time limits.
 * After an {@link AgentFault} the stream cannot be trusted.
 */
final class Dialogue {
    private static final int ID_SHOWN = 60;

    private final AgentProcess process;
    private final Budgets budgets;
    private final ExchangeTimes times;
    private long lastId;
    private byte[] lastLine = {};

    Dialogue(AgentProcess process, Budgets budgets, ExchangeTimes times) {
        this.process = process;
        this.budgets = budgets;
        this.times = times;
    }

    /** The next id that this process has not received. */
    long nextId() {
        return ++lastId;
    }

    /** Records that the process has received this id. */
    void seen(long id) {
        lastId = Math.max(lastId, id);
    }

    /** The bytes received in response to the last request, well-formed or not; empty if none were received. */
    byte[] lastLine() {
        return lastLine;
    }

    /** Encodes a request with the next id. */
    Prepared prepare(Request request) {
        long id = nextId();
        return new Prepared(request.op(), MessageCodec.encode(request.toMessage(id)), id);
    }

    /** Sends the line and waits for its answer. */
    ObjectNode ask(Prepared line, Duration budget) throws AgentFault, InterruptedException {
        long id = line.id();
        String op = line.op();
        String early = process.unasked();
        if (early != null) {
            throw new AgentFault(Verdict.PROTOCOL_ERROR,
                    "the agent wrote " + early + " unasked (a second answer? a print to standard output?)");
        }
        lastLine = new byte[0];
        long sent = System.nanoTime();
        process.send(line.bytes(), sent + budget.toNanos());
        byte[] answer = process.receive(sent + budget.toNanos());
        if (answer == null) {
            throw overdue(id, op, budget, sent);
        }
        times.answered(op, System.nanoTime() - sent);
        lastLine = answer;
        ObjectNode message = decode(answer, op);
        checkId(message.path("id"), id, op);
        String more = process.unasked();
        if (more != null) {
            throw new AgentFault(Verdict.PROTOCOL_ERROR, "the agent answered %s and then wrote %s unasked (%s)"
                    .formatted(op, more, "a second answer? a print to standard output?"));
        }
        return message;
    }

    private static ObjectNode decode(byte[] answer, String op) throws AgentFault {
        try {
            return MessageCodec.decode(answer);
        } catch (MalformedLineException e) {
            throw new AgentFault(Verdict.PROTOCOL_ERROR, "the answer to " + op + ": " + e.getMessage());
        }
    }

    private static void checkId(JsonNode found, long id, String op) throws AgentFault {
        if (id == Prepared.ANY_ID || found.isIntegralNumber() && found.canConvertToLong() && found.asLong() == id) {
            return;
        }
        String what = found.isNull()
                ? "the agent did not understand the line of id %d (%s)".formatted(id, op)
                : found.isMissingNode()
                        ? "the answer to id %d (%s) has no id".formatted(id, op)
                        : "the answer to id %d (%s) has id %s".formatted(id, op,
                                DisplayText.line(DisplayText.cut(found.toString(), ID_SHOWN)));
        throw new AgentFault(Verdict.PROTOCOL_ERROR, what);
    }

    /**
     * Creates the fault for an exceeded budget. The agent first receives a {@code cancel} and has the grace time to
     * answer it. The caller then kills the process, since a late answer is never used.
     */
    private AgentFault overdue(long id, String op, Duration budget, long sent) throws AgentFault, InterruptedException {
        byte[] half = process.halfLine();
        if (half.length > 0) {
            lastLine = half;
            return new AgentFault(Verdict.PROTOCOL_ERROR, "no complete answer to %s within %d ms, only `%s` (%s)"
                    .formatted(op, budget.toMillis(), MessageCodec.quote(half),
                            "missing newline? output not flushed?"));
        }
        String late = "";
        if (id != Prepared.ANY_ID) {
            Request cancel = Request.of("cancel");
            cancel.members().put("target", id);
            long deadline = System.nanoTime() + budgets.grace().toNanos();
            try {
                process.send(MessageCodec.encode(cancel.toMessage(nextId())), deadline);
                if (process.receive(deadline) != null) {
                    late = "; it spoke again after %d ms".formatted((System.nanoTime() - sent) / 1_000_000);
                }
            } catch (AgentFault gone) {
                late = "; when told to cancel: " + gone.detail();
            }
        }
        return new AgentFault(Verdict.TIMEOUT, "no answer to %s within %d ms%s".formatted(op, budget.toMillis(), late));
    }
}
