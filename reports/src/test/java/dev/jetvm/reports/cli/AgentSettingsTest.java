package dev.jetvm.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetvm.reports.model.ReplayFile;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a replay takes from its file, and what the user sets. */
class AgentSettingsTest {
    @Test
    void a_replay_has_the_budget_factor_of_its_run() {
        AgentSettings settings = new AgentSettings();
        settings.otherwise(file(3.5));
        assertThat(settings.budgetFactor()).isEqualTo(3.5);
        assertThat(settings.forReplay(3.5, null)).isEqualTo(file(3.5).agent());
    }

    @Test
    void a_factor_that_the_user_sets_is_kept() {
        AgentSettings settings = new AgentSettings();
        settings.budgetFactor = 2.0;
        settings.otherwise(file(3.5));
        assertThat(settings.budgetFactor()).isEqualTo(2);
    }

    @Test
    void it_is_measured_for_a_file_of_an_older_suite() {
        AgentSettings settings = new AgentSettings();
        settings.otherwise(file(null));
        assertThat(settings.budgetFactor()).isNull();
    }

    @Test
    void settings_of_the_bundled_reference_are_refused_with_another_implementation() {
        AgentSettings settings = new AgentSettings();
        settings.impl = "./agent";
        settings.compilers = "all";
        assertThatThrownBy(settings::command).hasMessage(
                "--compilers is for the bundled reference and not for --impl");
        assertThat(settings.repro(7)).isEqualTo(" --impl './agent' --compilers all --seed 7");
    }

    private static ReplayFile file(@Nullable Double factor) {
        return new ReplayFile(ReplayFile.FORMAT, "a", "t", List.of("A-01"), "example", "tagged", "7",
                new ReplayFile.Agent("./agent", 100L, 2, factor, null), null, null, null, List.of(), "fail", "", null,
                null,
                true);
    }
}
