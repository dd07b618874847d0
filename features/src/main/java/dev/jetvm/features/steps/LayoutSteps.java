package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Wire;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Steps about structs and structs of arrays. */
public final class LayoutSteps {
    private final Conversation conversation;
    private final ArrayNode fields = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode repr = JsonNodeFactory.instance.arrayNode();
    private int align;

    public LayoutSteps(Conversation conversation) {
        this.conversation = conversation;
    }

    /** A table with the columns {@code name} and {@code type}. */
    @Given("a struct with the fields")
    public void struct(DataTable table) {
        for (Map<String, String> row : table.asMaps()) {
            fields.add(Wire.object().put("name", row.get("name")).put("type", row.get("type")));
        }
    }

    @Given("a struct without fields")
    public void emptyStruct() {
        fields.removeAll();
    }

    @Given("it has the attribute {code}")
    public void attribute(String word) {
        repr.add(word);
    }

    @Given("it asks for an alignment of {int}")
    public void alignment(int bytes) {
        align = bytes;
    }

    @When("it is laid out")
    public void layOut() {
        conversation.ask(with("layout.struct"));
    }

    @When("it is stored as columns with room for {int}")
    public void columns(int capacity) {
        conversation.ask(Ask.op("layout.soa").with("fields", fields).with("capacity", capacity));
    }

    /** A table with one value per line, in the order of declaration. */
    @When("it is written with the values")
    public void write(DataTable values) {
        conversation.ask(with("struct.write").with("values", plain(values)));
    }

    @When("that image is read")
    public void read() {
        byte[] image = conversation.answer().bytes("image");
        conversation.ask(with("struct.read").with("image", image));
    }

    @Then("the values are")
    public void values(DataTable values) {
        conversation.answer().is(Wire.object().set("values", plain(values)));
    }

    /** A table with the columns {@code name} and {@code offset}, in the order of declaration. */
    @Then("the fields lie at")
    public void fieldsLieAt(DataTable table) {
        conversation.answer().is(Wire.object().set("fields", places(table)));
    }

    @Then("the columns lie at")
    public void columnsLieAt(DataTable table) {
        conversation.answer().is(Wire.object().set("columns", places(table)));
    }

    private static JsonNode places(DataTable table) {
        ArrayNode places = JsonNodeFactory.instance.arrayNode();
        for (Map<String, String> row : table.asMaps()) {
            ObjectNode place = Wire.object();
            row.forEach((name, value) -> AnswerSteps.put(place, name, value));
            places.add(place);
        }
        return places;
    }

    private static ArrayNode plain(DataTable values) {
        ArrayNode plain = JsonNodeFactory.instance.arrayNode();
        List<String> lines = values.asList();
        lines.forEach(line -> plain.add(Vocabulary.read(line)));
        return plain;
    }

    private Ask with(String op) {
        Ask ask = Ask.op(op).with("fields", fields);
        if (!repr.isEmpty()) {
            ask.with("repr", repr);
        }
        return align > 0 ? ask.with("align", align) : ask;
    }
}
