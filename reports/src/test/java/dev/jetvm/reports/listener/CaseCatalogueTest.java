package dev.jetvm.reports.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The titles of cases, in words. */
final class CaseCatalogueTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
            "Example #1.2: Index -1 of an array of length 5 panics, Index -1 of an array of length 5 panics",
            "theHashIsFnv1a, the hash is fnv1a", "The last element, The last element"})
    void a_title_says_what_the_case_shows(String display, String title) {
        assertThat(CaseCatalogue.title(display)).isEqualTo(title);
    }
}
