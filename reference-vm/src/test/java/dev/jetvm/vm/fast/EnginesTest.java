package dev.jetvm.vm.fast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.interp.Engine;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnginesTest {

    @Test
    void everyNameIsThatOfAnEngine() {
        assertThat(Engines.NAMES).allSatisfy(name -> assertThat(Engines.named(name)).isNotNull());
    }

    @Test
    void thePlainEngineHasNothingBeforeIt() {
        assertThat(Engines.of(Map.of(Engines.OPTION, "plain"))).isSameAs(Engine.Factory.PLAIN);
        assertThat(Engines.of(Map.of())).isNotSameAs(Engine.Factory.PLAIN);
    }

    @Test
    void anotherNameIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> Engines.named("compiled")).isInstanceOf(RejectException.class)
                .hasMessage("vm.engine is plain or fast, not compiled")
                .extracting("code").isEqualTo("option-value");
    }
}
