package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Steps of the chapters Tasks and scheduling, Effects and unwinding, Panics, and The end of a run: a program, what it
 * prints and how it ends.
 */
public final class ProgramSteps {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private final Conversation conversation;
    private final ScenarioProgram program = new ScenarioProgram();
    private Collection<String> tags = List.of();

    public ProgramSteps(Conversation conversation) {
        this.conversation = conversation;
    }

    @Before
    public void begin(Scenario scenario) {
        tags = scenario.getSourceTagNames();
    }

    @Given("the function {word}")
    public void function(String name, String statements) {
        program.function(name, 0, statements);
    }

    /** A function that cannot be called without arguments. */
    @Given("the function {word} with {int} parameter(s)")
    public void function(String name, int parameters, String statements) {
        program.function(name, parameters, statements);
    }

    /** The clause of a handler; its last parameter is the continuation. */
    @Given("the clause {word}")
    public void clause(String name, String statements) {
        program.function(name, 1, statements);
    }

    @Given("the clause {word} with {int} argument(s)")
    public void clause(String name, int arguments, String statements) {
        program.function(name, arguments + 1, statements);
    }

    /** The clause of a handler with the name {@code *}. */
    @Given("the clause {word} of every effect")
    public void clauseOfEveryEffect(String name, String statements) {
        program.function(name, 3, statements);
    }

    /** Without counters, so that an implementation may use all its workers. */
    @When("the program runs")
    public void run() {
        ask(Wire.object().put("counters", false));
    }

    /** A run with a limit may use one worker only, and ends in any case. */
    @When("the program runs for at most {int} instructions")
    public void run(int steps) {
        ask(Wire.object().set("limits", Wire.object().put("steps", steps)));
    }

    /** A run whose stack overflows early; a small number of frames is enough for every implementation. */
    @When("the program runs with at most {int} frames")
    public void runWithFrames(int frames) {
        ask(Wire.object().set("limits", Wire.object().put("frames", frames)));
    }

    private void ask(ObjectNode members) {
        Set<String> undeclared = new TreeSet<>(program.needs());
        tags.forEach(tag -> undeclared.remove(tag.replace("@requires:", "")));
        if (!undeclared.isEmpty()) {
            throw Conversation.defect("the scenario lacks tags for " + undeclared);
        }
        conversation.ask(Ask.op("vm.run").with("assembly", program.assembly()).withAll(members));
    }

    // --- output ---

    private static List<String> quoted(String texts) {
        return QUOTED.matcher(texts).results().map((MatchResult match) -> match.group(1)).toList();
    }

    private static String lines(List<String> texts) {
        StringBuilder lines = new StringBuilder();
        texts.forEach(text -> lines.append(text).append('\n'));
        return lines.toString();
    }

    /** Texts in quotes, separated by commas, in this order and nothing else. */
    @Then("^it prints ((?:\"[^\"]*\"(?:, )?)+)$")
    public void prints(String texts) {
        conversation.answer().is(Wire.object().put("stdout", lines(quoted(texts))));
    }

    @Then("^it prints ((?:\"[^\"]*\"(?:, )?)+) in any order$")
    public void printsInAnyOrder(String texts) {
        Reply reply = conversation.answer();
        List<String> printed = new ArrayList<>(reply.text("stdout").lines().sorted().toList());
        List<String> expected = quoted(texts).stream().sorted().toList();
        reply.check(printed.equals(expected), Wire.object().put("stdout", lines(expected)),
                "was expected to print these lines in any order");
    }

    @Then("^it prints the line (.*)$")
    public void printsLine(String line) {
        conversation.answer().is(Wire.object().put("stdout", line + "\n"));
    }

    @Then("^it prints (\"[^\"]*\") first and then the line (.*)$")
    public void printsFirst(String text, String line) {
        conversation.answer().is(Wire.object().put("stdout", lines(quoted(text)) + line + "\n"));
    }

    @Then("it prints nothing")
    public void printsNothing() {
        conversation.answer().is(Wire.object().put("stdout", ""));
    }

    @Then("it prints {string} before {string}")
    public void before(String first, String second) {
        Reply reply = conversation.answer();
        List<String> printed = reply.text("stdout").lines().toList();
        reply.check(printed.contains(first) && printed.indexOf(first) < printed.indexOf(second),
                Wire.object().put("stdout", first + "\n" + second + "\n"), "was expected to print these in this order");
    }

    // --- end ---

    @Then("the run returns")
    public void returns() {
        conversation.answer().is(Wire.object().put("status", "returned"));
    }

    @Then("the run halts")
    public void halts() {
        conversation.answer().is(Wire.object().put("status", "halted"));
    }

    @Then("the run ends with the result {number}")
    public void result(BigInteger number) {
        conversation.answer().is(Wire.object().put("status", "returned").set("result", Plain.integer(number)));
    }

    @Then("the run panics with {code} and the message {string}")
    public void panics(String code, String message) {
        conversation.answer().is(Wire.object().put("status", "panic").set("panic",
                Wire.object().put("code", code).put("message", message)));
    }

    @Then("the run panics with {code}")
    public void panics(String code) {
        conversation.answer().is(Wire.object().put("status", "panic").set("panic", Wire.object().put("code", code)));
    }
}
