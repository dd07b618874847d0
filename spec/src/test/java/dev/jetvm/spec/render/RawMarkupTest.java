package dev.jetvm.spec.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawMarkupTest {

    @ParameterizedTest
    @ValueSource(strings = {"ADD instruction::ADD[] Panics", "a tag must [.status]#pass# In", "see <<VAL-03>> and",
            "an indexterm:[a,b] here", "a ((word)) here", "cases***, for three", "[rule#VAL-03,level=must]",
            "table::describe[topic=gc]", "a `word here", "|===", "a #marked# word", "|===\n| a"})
    void markupInProse(String text) {
        assertThat(RawMarkup.inText(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"min(a, b / (4 x c)) bytes", "the list [a, b]", "a note [1]", "C# and F#", "1 -- 2",
            "x < y, y > x", "std::vector of C++"})
    void whatIsNoMarkup(String text) {
        assertThat(RawMarkup.inText(text)).isEmpty();
    }

    @Test
    void listingsShowTheirOwnNotation() {
        assertThat(RawMarkup.inHtml("<p>Write <code>instruction::ADD[]</code>.</p><pre>[rule#VAL-03]</pre>")).isEmpty();
        assertThat(RawMarkup.inHtml("<p>Write <b>instruction::ADD[]</b>.</p>")).hasSize(1);
    }

    @Test
    void crossedQuotes() {
        assertThat(RawMarkup.inHtml("<p><code>pairs<strong></code> and <code>cases</strong></code></p>")).isNotEmpty();
        assertThat(RawMarkup.inHtml("<p><code>pairs</code> <strong>and</strong> <br> <img src='x'/></p>")).isEmpty();
    }
}
