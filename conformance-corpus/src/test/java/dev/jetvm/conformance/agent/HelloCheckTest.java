package dev.jetvm.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.protocol.MessageValidator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What CONF-09 requires of the answer to hello, in every run; the published schema says the same. */
class HelloCheckTest {
    private static final MessageValidator SCHEMA = new MessageValidator();

    @Test
    void a_whole_answer_has_no_fault() {
        assertThat(HelloCheck.faults(hello())).isEmpty();
        assertThat(bySchema(hello())).isEmpty();
        ObjectNode more = hello().put("unknown", 1);
        more.withArray("profiles").add("nan");
        assertThat(HelloCheck.faults(more)).isEmpty();
        assertThat(bySchema(more)).isEmpty();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            protocol         | "1"          | protocol
            impl             | null         | impl
            impl             | ^{}^         | impl.name
            impl             | ^{"name":"x","version":1,"language":"C","issues":""}^      | impl.version
            impl             | ^{"name":"x","version":"1","issues":""}^                   | impl.language
            impl             | ^{"name":"x","version":"1","language":"C","issues":null}^  | impl.issues
            capabilities     | null         | capabilities
            capabilities     | []           | capabilities
            capabilities     | ^{"value":"words"}^   | capabilities.value
            capabilities     | ^{"value":[1]}^       | capabilities.value
            controls         | null         | controls
            profiles         | null         | profiles
            profiles         | []           | profiles
            profiles         | ["nan"]      | profiles
            profiles         | "tagged"     | profiles
            params           | null         | params
            params           | ^{}^         | params.wordBits
            params           | ^{"wordBits":32}^   | params.wordBits
            """)
    void a_wrong_member_is_named(String member, String value, String place) {
        ObjectNode wrong = hello();
        wrong.set(member, JsonMapper.shared().readTree(value));
        assertThat(HelloCheck.faults(wrong)).first().asString().startsWith(place + ": expected ").contains(", found ");
        assertThat(bySchema(wrong)).as("by the schema").isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"protocol", "impl", "capabilities", "controls", "profiles", "params"})
    void no_member_may_be_missing(String member) {
        ObjectNode without = hello();
        without.remove(member);
        assertThat(HelloCheck.faults(without)).hasSize(1).first().asString().startsWith(member + ": ")
                .endsWith("found nothing");
        assertThat(bySchema(without)).as("by the schema").isNotEmpty();
    }

    private static ObjectNode hello() {
        return (ObjectNode) JsonMapper.shared().readTree("""
                {"protocol":1,"impl":{"name":"x","version":"1","language":"C","issues":""},
                 "capabilities":{"value":["words"]},"controls":[],"profiles":["tagged"],"params":{"wordBits":64}}""");
    }

    private static List<String> bySchema(ObjectNode value) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("id", 1).put("outcome", "ok");
        answer.set("value", value);
        return SCHEMA.answer("hello", answer);
    }
}
