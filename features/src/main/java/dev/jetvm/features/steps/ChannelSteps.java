package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.protocol.Outcome;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Steps of the chapters Channels and Select. Each task performs one operation, named by the task; a step that begins with "Then"
 * asks how it ended. What needs no task is an attempt of the main program, which never waits.
 */
public final class ChannelSteps {
    private static final Pattern CASE = Pattern.compile("(send) (\\d+) to (\\w+)|(receive) from (\\w+)");
    private static final String OTHERWISE = "otherwise";

    private final Conversation conversation;
    /** The first answer to the operation of each task. */
    private final Map<String, Reply> begun = new HashMap<>();

    public ChannelSteps(Conversation conversation) {
        this.conversation = conversation;
    }

    private static Ask on(String channel, String op) {
        return Ask.op("channel." + op).with("channel", "$" + channel);
    }

    private void begin(String task, Ask operation) {
        begun.put(task, conversation.ask(operation.with("into", "$" + task)));
    }

    // --- channels ---

    @Given("an unbuffered channel {name}")
    public void unbuffered(String channel) {
        conversation.ask(Ask.op("channel.new").with("into", "$" + channel)).ok();
    }

    @Given("a channel {name} with {int} place(s)")
    public void buffered(String channel, int capacity) {
        conversation.ask(Ask.op("channel.new").with("into", "$" + channel).with("capacity", capacity)).ok();
    }

    @When("{name} is closed")
    public void close(String channel) {
        conversation.ask(on(channel, "close")).ok();
    }

    @Then("{name} cannot be closed again")
    public void closedAlready(String channel) {
        requireOutcome(conversation.ask(on(channel, "close")), Outcome.CLOSED,
                "was expected to find the channel closed");
    }

    @Then("{name} holds {int} value(s)")
    public void length(String channel, int length) {
        conversation.ask(on(channel, "length")).is(Wire.object().put("length", length));
    }

    @Then("{int} sender(s) and {int} receiver(s) wait for {name}")
    public void waiting(int senders, int receivers, String channel) {
        conversation.ask(on(channel, "waiting"))
                .is(Wire.object().put("senders", senders).put("receivers", receivers));
    }

    // --- operations of tasks ---

    @When("{name} sends {int} to {name}")
    public void send(String task, int value, String channel) {
        begin(task, on(channel, "send").with("value", value));
    }

    @When("{name} receives from {name}")
    public void receive(String task, String channel) {
        begin(task, on(channel, "receive"));
    }

    /** The cases in their order; a last row {@code otherwise} is the default. */
    @When("{name} selects")
    public void select(String task, DataTable rows) {
        ArrayNode cases = Wire.object().arrayNode();
        boolean waits = true;
        for (String row : rows.asList()) {
            Matcher words = CASE.matcher(row);
            if (row.equals(OTHERWISE)) {
                waits = false;
            } else if (!words.matches()) {
                throw Conversation.defect("no case is written `" + row + "`");
            } else if (words.group(1) != null) {
                cases.addObject().put("op", words.group(1)).put("channel", "$" + words.group(3)).put("value",
                        Integer.parseInt(words.group(2)));
            } else {
                cases.addObject().put("op", words.group(4)).put("channel", "$" + words.group(5));
            }
        }
        begin(task, Ask.op("channel.select").with("cases", cases).with("default", !waits));
    }

    @When("{name} is cancelled")
    public void cancel(String task) {
        cancelled(task, true);
    }

    @Then("{name} cannot be cancelled any more")
    public void notCancelled(String task) {
        cancelled(task, false);
    }

    private void cancelled(String task, boolean waited) {
        conversation.ask(Ask.op("channel.cancel").with("ticket", "$" + task))
                .is(Wire.object().put("cancelled", waited));
    }

    // --- how they ended ---

    /** An operation that had to wait is asked again. */
    private Reply present(String task) {
        Reply first = begun.get(task);
        if (first == null) {
            throw Conversation.defect("the task " + task + " has not begun anything");
        }
        return first.answer().outcome() == Outcome.PENDING
                ? conversation.ask(Ask.op("channel.await").with("ticket", "$" + task))
                : first;
    }

    @Then("{name} waits")
    public void waits(String task) {
        requireOutcome(present(task), Outcome.PENDING, "was expected to wait");
    }

    @Then("{name} has sent its value")
    public void sent(String task) {
        present(task).ok();
    }

    @Then("{name} has received {int}")
    public void received(String task, int value) {
        present(task).is(Wire.object().put("value", value));
    }

    @Then("{name} has found the channel closed")
    public void foundClosed(String task) {
        requireOutcome(present(task), Outcome.CLOSED, "was expected to find the channel closed");
    }

    @Then("{name} has sent its value by case {int}")
    public void sentBy(String task, int number) {
        present(task).is(performed(number));
    }

    @Then("{name} has received {int} by case {int}")
    public void receivedBy(String task, int value, int number) {
        present(task).is(performed(number).put("value", value));
    }

    private static ObjectNode performed(int number) {
        return Wire.object().put("case", number).put("closed", false);
    }

    @Then("{name} has found the channel of case {int} closed")
    public void foundClosedBy(String task, int number) {
        present(task).is(Wire.object().put("case", number).put("closed", true));
    }

    @Then("{name} has done nothing")
    public void tookDefault(String task) {
        requireOutcome(present(task), Outcome.EMPTY, "was expected to take the default");
    }

    // --- attempts ---

    @Then("an attempt to send {int} to {name} succeeds")
    public void sends(int value, String channel) {
        trySend(value, channel).ok();
    }

    @Then("an attempt to send {int} to {name} finds it {code}")
    public void cannotSend(int value, String channel, String outcome) {
        requireOutcome(trySend(value, channel), outcome(outcome), "was expected to find the channel " + outcome);
    }

    @Then("an attempt to receive from {name} yields {int}")
    public void receives(String channel, int value) {
        conversation.ask(on(channel, "tryReceive")).is(Wire.object().put("value", value));
    }

    @Then("an attempt to receive from {name} finds it {code}")
    public void cannotReceive(String channel, String outcome) {
        requireOutcome(conversation.ask(on(channel, "tryReceive")), outcome(outcome),
                "was expected to find the channel " + outcome);
    }

    private Reply trySend(int value, String channel) {
        return conversation.ask(on(channel, "trySend").with("value", value));
    }

    private static Outcome outcome(String word) {
        return Outcome.ofWire(word.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> Conversation.defect("no channel is " + word));
    }

    private static void requireOutcome(Reply reply, Outcome expected, String sentence) {
        if (reply.answer().outcome() != expected) {
            throw reply.unlike(Wire.object().put("outcome", expected.wire()), sentence);
        }
    }
}
