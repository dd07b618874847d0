package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.Reading;
import dev.jetvm.conformance.model.TaggedModel;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Messages that an implementation must accept. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:value.words")
class ProtocolProps {

    @Property(tries = 1000)
    @Tag("id:prop-protocol-word-spelling")
    @Tag("CONF-07")
    void aWordMayBeShortAndOfEitherCase(@ForAll(supplier = Any.Word.class) long word, @ForAll boolean upper) {
        String digits = Long.toHexString(word);
        String spelled = "0x" + (upper ? digits.toUpperCase(Locale.ROOT) : digits);
        Reading reading = TaggedModel.read(word);
        ValueProps.decodesAs(reading, Ask.op("value.decode").with("word", spelled).send());
    }

    @Property(tries = 1000)
    @Tag("id:prop-protocol-unknown-members")
    @Tag("CONF-03")
    void unknownMembersAreIgnored(@ForAll(supplier = Any.Int61.class) long number, @ForAll("name") String name,
            @ForAll("node") JsonNode extra) {
        Reply reply = Ask.op("value.encode").with("value", Plain.integer(number)).with("x-" + name, extra).send();
        reply.is(Wire.object().put("form", "immediate").put("word", Wire.word(number << 3)));
    }

    @Provide
    Arbitrary<String> name() {
        return Arbitraries.strings().withChars("abc-_.\u00E9\u20AC\"\\ ").ofMaxLength(8);
    }

    /** Small JSON values of every kind. */
    @Provide
    Arbitrary<JsonNode> node() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        Arbitrary<JsonNode> leaf = Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(10).map(json::stringNode),
                Arbitraries.longs().map(json::numberNode), Arbitraries.of(true, false).map(json::booleanNode),
                Arbitraries.just(json.nullNode()));
        Arbitrary<JsonNode> list = leaf.list().ofMaxSize(4).map(items -> json.arrayNode().addAll(items));
        Arbitrary<JsonNode> object = leaf.map(item -> Wire.object().set("op", item));
        return Arbitraries.oneOf(leaf, list, object);
    }
}
