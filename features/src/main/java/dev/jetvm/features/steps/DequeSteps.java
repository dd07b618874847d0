package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.protocol.Outcome;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/** Steps of the chapter Work stealing: deques, their owner and a thief. */
public final class DequeSteps {
    private final Conversation conversation;

    public DequeSteps(Conversation conversation) {
        this.conversation = conversation;
    }

    private static Ask on(String deque, String op) {
        return Ask.op(op).with("deque", "$" + deque);
    }

    @Given("a deque {name}")
    public void create(String deque) {
        conversation.ask(Ask.op("deque.new").with("into", "$" + deque)).ok();
    }

    @When("the owner pushes {int} onto {name}")
    public void push(int value, String deque) {
        conversation.ask(on(deque, "deque.push").with("value", value)).ok();
    }

    @When("the owner pushes the numbers from {int} to {int} onto {name}")
    public void push(int from, int to, String deque) {
        for (int value = from; value <= to; value++) {
            push(value, deque);
        }
    }

    /** The numbers are taken one after the other, each directly after it is pushed. */
    @When("{int} numbers from {int} on pass through {name} and are taken by {code}")
    public void churn(int count, int first, String deque, String take) {
        conversation.ask(on(deque, "deque.churn").with("count", count).with("first", first).with("take", take))
                .is(Wire.object().put("taken", count));
    }

    @Then("the owner pops {int} from {name}")
    public void pops(int value, String deque) {
        takes("deque.pop", value, deque);
    }

    @Then("a thief steals {int} from {name}")
    public void steals(int value, String deque) {
        takes("deque.steal", value, deque);
    }

    private void takes(String op, int value, String deque) {
        conversation.ask(on(deque, op)).is(Wire.object().put("value", value));
    }

    @Then("the owner pops the numbers from {int} down to {int} from {name}")
    public void popsAll(int from, int to, String deque) {
        for (int value = from; value >= to; value--) {
            pops(value, deque);
        }
    }

    @Then("a thief steals the numbers from {int} to {int} from {name}")
    public void stealsAll(int from, int to, String deque) {
        for (int value = from; value <= to; value++) {
            steals(value, deque);
        }
    }

    @Then("{code} finds {name} empty")
    public void empty(String operation, String deque) {
        Reply reply = conversation.ask(on(deque, "deque." + operation));
        if (reply.answer().outcome() != Outcome.EMPTY) {
            throw reply.unlike(Wire.object().put("outcome", "empty"), "was expected to find the deque empty");
        }
    }
}
