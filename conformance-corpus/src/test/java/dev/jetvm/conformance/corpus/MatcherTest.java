package dev.jetvm.conformance.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MatcherTest {

    @ParameterizedTest(name = "{0} fits {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"v":1}                        | {"v":1,"extra":2}
            {"v":{"a":1}}                  | {"v":{"b":2,"a":1}}
            {"v":"0x8"}                    | {"v":"0x0000000000000008"}
            {"v":"0xABCDEF"}               | {"v":"0x00abcdef"}
            {"v":"0xFFFFFFFFFFFFFFFF"}     | {"v":"0xffffffffffffffff"}
            {"v":[1,"0x2"]}                | {"v":[1,"0x02"]}
            {"v":"$any"}                   | {"v":[]}
            {"v":"$any"}                   | {"v":null}
            {"v":"$absent"}                | {"w":1}
            {"v":"$nan32"}                 | {"v":"0x7FC00001"}
            {"v":"$nan32"}                 | {"v":"0xFF800001"}
            {"v":"$nan64"}                 | {"v":"0xFFF8000000000000"}
            {"v":"$decimals:3"}            | {"v":0.125}
            {"v":"$decimals:3"}            | {"v":1.5000}
            {"v":"$decimals:0"}            | {"v":100}
            {"v":"$least:3"}               | {"v":3}
            {"v":"$matches:a.b+"}          | {"v":"a\\nbb"}
            {"v":{"$lines":[]}}            | {"v":""}
            {"v":{"$lines":[{"a":1},2]}}   | {"v":"{\\"a\\":1,\\"b\\":2}\\n2\\n"}
            {"v":null}                     | {"v":null}
            {"v":false}                    | {"v":false}
            {"anyOf":[{"v":1},{"v":2}]}    | {"v":2}
            """)
    void an_answer_that_fits(String expected, String observed) {
        assertThat(new Matcher().compare(json(expected), json(observed))).isEmpty();
    }

    @ParameterizedTest(name = "{0} differs from {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"v":1}                | {"v":2}                | v: expected 1, observed 2
            {"v":1}                | {}                     | v: expected 1, observed nothing
            {"v":1}                | {"v":"1"}              | v: expected 1, observed "1"
            {"v":"1"}              | {"v":1}                | v: expected "1", observed 1
            {"v":"0x8"}            | {"v":"0x9"}            | v: expected "0x8", observed "0x9"
            {"v":"0x8"}            | {"v":"8"}              | v: expected "0x8", observed "8"
            {"v":"10"}             | {"v":"0xA"}            | v: expected "10", observed "0xA"
            {"v":{"a":[1,{"b":2}]}}| {"v":{"a":[1,{"b":3}]}}| v.a[1].b: expected 2, observed 3
            {"v":[1]}              | {"v":[1,2]}            | v: expected a list of 1: [1], observed [1,2]
            {"v":[1,2]}            | {"v":[1]}              | v: expected a list of 2: [1,2], observed [1]
            {"v":[]}               | {"v":{}}               | v: expected [], observed {}
            {"v":{}}               | {"v":[]}               | v: expected {}, observed []
            {"v":"$any"}           | {}                     | v: expected anything, observed nothing
            {"v":"$absent"}        | {"v":1}                | v: expected nothing, observed 1
            {"v":"$nan32"}         | {"v":"0x7F800000"}     | v: expected the bits of a 32-bit NaN, observed "0x7F800000"
            {"v":"$nan64"}         | {"v":"0x7FF0000000000000"} | v: expected the bits of a 64-bit NaN, observed "0x7FF0000000000000"
            {"v":"$matches:a"}     | {"v":"ab"}             | v: expected a text that matches a, observed "ab"
            {"v":"$decimals:3"}    | {"v":0.1255}           | v: expected a number from 0 with at most 3 decimals, observed 0.1255
            {"v":"$decimals:3"}    | {"v":-1}               | v: expected a number from 0 with at most 3 decimals, observed -1
            {"v":"$least:3"}       | {"v":2.5}              | v: expected a number that is at least 3, observed 2.5
            {"v":"$least:3"}       | {"v":"4"}              | v: expected a number that is at least 3, observed "4"
            {"v":"$decimals:0"}    | {"v":"1"}              | v: expected a number from 0 with at most 0 decimals, observed "1"
            {"v":{"$lines":[1]}}   | {"v":"2\\n"}           | v[0]: expected 1, observed 2
            {"v":{"$lines":[]}}    | {"v":"2\\n"}           | v: expected a list of 0: [], observed [2]
            {"v":{"$lines":[1,2]}} | {"v":"1\\noops"}       | v[1]: expected a line of JSON, observed "oops"
            {"v":{"$lines":[1]}}   | {"v":"\\n1"}            | v[0]: expected a line of JSON, observed ""
            {"v":{"$lines":[]}}    | {"v":[]}               | v: expected lines of JSON, observed []
            {"v":null}             | {"v":0}                | v: expected null, observed 0
            {"v":true}             | {"v":false}            | v: expected true, observed false
            {"a":1,"b":2}          | {"a":0,"b":0}          | a: expected 1, observed 0
            """)
    void an_answer_that_differs_is_explained_by_its_first_difference(String expected, String observed, String words) {
        assertThat(new Matcher().compare(json(expected), json(observed)).map(Difference::toString)).contains(words);
    }

    @Test
    void of_several_alternatives_each_is_explained() {
        assertThat(new Matcher().compare(json("{\"anyOf\":[{\"v\":1},{\"w\":2}]}"), json("{\"v\":3}")).map(
                Difference::toString)).contains("the answer: expected one of [{\"v\":1},{\"w\":2}], observed {\"v\":3} "
                        + "(v: expected 1, observed 3; w: expected 2, observed nothing)");
    }

    @Test
    void a_text_kept_from_one_answer_is_expected_of_another_and_sent_in_a_request() {
        Matcher matcher = new Matcher();
        assertThat(matcher.compare(json("{\"v\":\"$let:w\"}"), json("{\"v\":\"0x2D\"}"))).isEmpty();

        assertThat(matcher.compare(json("{\"v\":\"$use:w\"}"), json("{\"v\":\"0x2d\"}"))).isEmpty();
        assertThat(matcher.compare(json("{\"v\":\"$use:w\"}"), json("{\"v\":\"0x35\"}"))).isPresent();
        assertThat(matcher.fill(json("{\"word\":\"$use:w\",\"in\":{\"word\":\"$use:w\"}}")))
                .hasToString("{\"word\":\"0x2D\",\"in\":{\"word\":\"0x2D\"}}");
        assertThat(matcher.fill(json("{\"words\":[\"$use:w\",1]}"))).hasToString("{\"words\":[\"0x2D\",1]}");
    }

    @Test
    void a_difference_shows_the_kept_text() {
        Matcher matcher = new Matcher();
        assertThat(matcher.compare(json("{\"v\":\"$let:w\"}"), json("{\"v\":\"0x2D\"}"))).isEmpty();

        assertThat(matcher.compare(json("{\"v\":\"$use:w\"}"), json("{\"v\":\"0x35\"}")).orElseThrow())
                .hasToString("v: expected \"0x2D\", observed \"0x35\"");
        assertThat(matcher.compare(json("{\"v\":\"$use:w\"}"), json("{\"v\":5}")).orElseThrow())
                .hasToString("v: expected \"0x2D\", observed 5");
        assertThat(matcher.compare(json("{\"v\":{\"a\":\"$use:w\"}}"), json("{}")).orElseThrow())
                .hasToString("v: expected {\"a\":\"0x2D\"}, observed nothing");
        assertThat(matcher.compare(json("{\"anyOf\":[{\"v\":[\"$use:w\"]}]}"), json("{\"v\":[\"0x35\"]}")).orElseThrow()
                .toString()).contains("0x2D").doesNotContain("$use");
        assertThat(matcher.compare(json("{\"v\":\"$let:x\"}"), json("{\"v\":5}")).orElseThrow())
                .hasToString("v: expected any text, observed 5");
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }
}
