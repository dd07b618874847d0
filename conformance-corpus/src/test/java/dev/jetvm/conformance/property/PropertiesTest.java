package dev.jetvm.conformance.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.conformance.testing.EngineRun;
import dev.jetvm.conformance.testing.Recorder;
import dev.jetvm.conformance.testing.ScriptedSession;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import tools.jackson.databind.JsonNode;

class PropertiesTest {

    @BeforeEach
    void fewTries() {
        System.setProperty("jet.tries", "3");
        System.setProperty("jet.shrinking", "OFF");
    }

    @AfterEach
    void usualTries() {
        System.clearProperty("jet.tries");
        System.clearProperty("jet.shrinking");
    }

    @Test
    void thereAreEnoughAndEachSaysWhatItShows() {
        Map<String, Set<String>> properties = EngineRun.properties().discover();
        assertThat(properties).hasSizeGreaterThanOrEqualTo(28);
        List<String> ids = new ArrayList<>();
        properties.forEach((name, tags) -> {
            assertThat(tags).as(name).contains("kind:property", "level:must")
                    .anyMatch(tag -> tag.startsWith("requires:"))
                    .anyMatch(tag -> tag.matches("[A-Z]+-[0-9]{2}[a-z]?"));
            assertThat(tags.stream().filter(tag -> tag.startsWith("id:"))).as(name).hasSize(1)
                    .allMatch(id -> id.matches("id:prop-[a-z0-9][a-z0-9.-]*"));
            tags.stream().filter(tag -> tag.startsWith("id:")).forEach(ids::add);
        });
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void eachIsTriedOftenEnough() {
        List<Class<?>> oneRequest = List.of(ValueProps.class, ArithmeticProps.class, ProfileProps.class,
                StorageProps.class, NanProps.class, HeaderProps.class, TransitionProps.class, StructProps.class,
                ArrayProps.class, SliceProps.class, StringProps.class, Utf8Props.class, ProtocolProps.class,
                ModuleProps.class);
        assertThat(triesOf(oneRequest)).allMatch(tries -> tries == 1000);
        // A try of these is some twenty requests on one state.
        List<Class<?>> steps = List.of(HeapProps.class, FinalizerProps.class, ObjectProps.class, TypeProps.class,
                CacheProps.class);
        assertThat(triesOf(steps)).allMatch(tries -> tries >= 400);
        // A try of these is a program: a hundred requests, or one that is assembled and run.
        List<Class<?>> programs = List.of(HeapGraphProps.class, ObjectModelProps.class, ProgramProps.class,
                UncountedRunProps.class, AssemblyProps.class, DequeProps.class, ChannelProps.class,
                SelectProps.class, TicketProps.class, SelectTicketProps.class, StackProps.class,
                UnwindingProps.class, EffectRunProps.class, ShutdownProps.class, KeptProps.class,
                ForwardingProps.class, ScopedProps.class, CancellationProps.class, RecoveryProps.class,
                TaskTreeProps.class, ExitProps.class, GeneratorProps.class);
        assertThat(triesOf(programs)).allMatch(tries -> tries >= 40);
        assertThat(triesOf(oneRequest).size() + triesOf(steps).size() + triesOf(programs).size())
                .isEqualTo(EngineRun.properties().discover().size());
    }

    private static List<Integer> triesOf(List<Class<?>> classes) {
        return classes.stream().flatMap(type -> tries(type).stream()).toList();
    }

    private static List<Integer> tries(Class<?> type) {
        return Stream.of(type.getDeclaredMethods()).filter(method -> method.isAnnotationPresent(Property.class))
                .map(method -> method.getAnnotation(Property.class).tries()).toList();
    }

    /** A property that passes against an implementation without sense would show nothing. */
    @ParameterizedTest
    @EnumSource(value = Outcome.class, names = {"OK", "PANIC", "REJECT", "UNSUPPORTED", "ERROR"})
    void noPropertyPassesAgainstNonsense(Outcome outcome) {
        ScriptedSession nonsense = ScriptedSession.always(outcome, Wire.object().set("value", Wire.object()));
        assertThat(EngineRun.properties().run(nonsense, 7)).allSatisfy((id, result) -> {
            assertThat(result.getStatus()).as(id).isEqualTo(TestExecutionResult.Status.FAILED);
            assertThat(result.getThrowable().orElseThrow()).isInstanceOfSatisfying(VerdictError.class, error -> {
                assertThat(error.verdict()).as(error.detail()).isEqualTo(Verdict.FAIL);
                assertThat(error.expected()).as(id).isNotNull();
                assertThat(error.observed()).as(id).isNotNull();
                assertThat(error.detail()).contains("seed 7", "smallest sample").doesNotContain("not again");
                JsonNode sample = Objects.requireNonNull(error.sample(), id);
                assertThat(sample.path("words").size()).as(id).isPositive().isEqualTo(sample.path("values").size());
            });
        });
    }

    /** Smaller samples are tried on another thread of jqwik's, which has to be a part of the case. */
    @Test
    void aFailureThatWasShrunkIsStillAFailure() {
        System.setProperty("jet.shrinking", "BOUNDED");
        ScriptedSession nonsense = ScriptedSession.always(Outcome.OK, Wire.object().set("value", Wire.object()));
        assertThat(EngineRun.properties().run(nonsense, 7).values())
                .extracting(result -> ((VerdictError) result.getThrowable().orElseThrow()).verdict())
                .containsOnly(Verdict.FAIL);
    }

    /** What a failing run leaves can be tried again, alone; here against an answer that is right for one word only. */
    @Test
    void aSampleIsReplayedByItself() throws NoSuchMethodException {
        Method property = ValueProps.class.getDeclaredMethod("everyWordHasExactlyOneKind", long.class);
        JsonNode nil = Sample.write(List.of(2L));
        assertThat(nil.path("words").toString()).isEqualTo("[\"2\"]");
        ScriptedSession session = ScriptedSession.always(Outcome.OK,
                Wire.object().set("value", Wire.object().put("kind", "nil")));
        CurrentCase.enter(session, Recorder.info("replayed", "a word", 7));
        try {
            PropertyReplay.play(property, nil);
            assertThat(session.asked()).containsExactly("{\"op\":\"value.classify\",\"word\":\"0x0000000000000002\"}");
            assertThatThrownBy(() -> PropertyReplay.play(property, Sample.write(List.of(8L))))
                    .isInstanceOf(VerdictError.class);
            assertThatThrownBy(() -> PropertyReplay.play(property, Sample.write(List.of("no number"))))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("value 1");
            assertThatThrownBy(() -> PropertyReplay.play(property, Wire.object()))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("takes 1 value");
        } finally {
            CurrentCase.exit();
        }
    }

    @Test
    void theSeedDecidesTheSamples() {
        assertThat(questions(1)).isEqualTo(questions(1)).isNotEqualTo(questions(2));
    }

    private static List<String> questions(long seed) {
        ScriptedSession session = ScriptedSession.always(Outcome.OK, Wire.object());
        EngineRun.properties().run(session, seed);
        return List.copyOf(session.asked());
    }
}
