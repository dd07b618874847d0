package dev.jetvm.vm.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.jetvm.runtime.panic.RejectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of 10 MB and more of one sort of thing each, read and written in seconds: what takes time in proportion to the
 * square of the file would take hours. Clause: MOD-02c.
 */
final class LargeModuleTest {
    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final int SIZE = 10_000_000;
    /** Every offset is a multiple of 8 in a frame of this size, so an entry can be the slots of another. */
    private static final int FRAME = 0xFFF8;

    static Stream<Module> modules() {
        FunctionDef tiny = function(List.of(), new byte[]{0});
        return Stream.of(
                module(many(1_000_000, k -> "s" + k), List.of(), List.of(), Optional.empty(), Optional.empty()),
                module(List.of("m"), List.of(), many(400_000, _ -> tiny), Optional.empty(), Optional.empty()),
                module(List.of("m"), List.of(),
                        List.of(function(many(2_000_000, Constant.Char::new).stream().map(LargeModuleTest::scalar)
                                .toList(), new byte[SIZE])),
                        Optional.empty(), Optional.empty()),
                module(many(200_000, k -> "s" + k),
                        many(200_000, k -> new TypeDef.Struct("s" + k, false, false, 0, List.of(), List.of(), List.of(),
                                TypeDef.NONE)),
                        List.of(), Optional.empty(), Optional.empty()),
                module(List.of("m"), List.of(), List.of(function(List.of(), new byte[1_000_000])),
                        Optional.of(maps(600_000)),
                        Optional.of(new Module.Debug(
                                List.of(new Module.FunctionLines(0,
                                        many(1_000_000, k -> new Module.Mapping(k, 1 + k, 0)))),
                                List.of()))));
    }

    private static Constant scalar(Constant.Char constant) {
        return new Constant.Char(constant.scalar() % 0xD800);
    }

    private static <T> List<T> many(int count, IntFunction<T> item) {
        List<T> items = new ArrayList<>(count);
        for (int k = 0; k < count; k++) {
            items.add(item.apply(k));
        }
        return items;
    }

    private static FunctionDef function(List<Constant> constants, byte[] code) {
        return new FunctionDef("", 0, false, 1, 1, 0, TypeDef.NONE, constants, code);
    }

    private static Module module(List<String> strings, List<TypeDef> types, List<FunctionDef> functions,
            Optional<Module.MapSection> maps, Optional<Module.Debug> debug) {
        return new Module(strings.getFirst(), "", strings, types, List.of(), functions, List.of(), List.of(),
                Module.NO_ENTRY, maps, debug, List.of());
    }

    /** Entries without slots. */
    private static Module.MapSection maps(int count) {
        ByteSink index = new ByteSink();
        ByteSink entries = new ByteSink();
        for (int k = 0; k < count; k++) {
            little(index, 1 + k);
            little(index, 8 * count + 8 * k);
            little(entries, 1 + k);
            little(entries, FRAME << 16);
        }
        return new Module.MapSection(count, index.bytes(entries.toBytes()).toBytes());
    }

    private static void little(ByteSink out, int number) {
        out.bits32(Integer.reverseBytes(number));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void isReadAndWrittenInSeconds(Module module) {
        assertTimeout(SECONDS, () -> {
            byte[] file = ModuleWriter.write(module);
            assertThat(file.length).isGreaterThan(SIZE / 2);
            assertThat(ModuleReader.read(file)).as("a file of %d bytes", file.length).isEqualTo(module);
        });
    }

    /** Each entry claims thousands of slots, which are the entries behind it: a short file asks for a long check. */
    @Test
    void entriesThatOverlapAreRefusedAtOnce() {
        int count = 200_000;
        ByteSink section = new ByteSink();
        for (int k = 0; k < count; k++) {
            little(section, address(k));
            little(section, 8 * count + 8 * k);
        }
        for (int k = 0; k < count; k++) {
            int slots = Math.min(4 * (count - k - 1), 0xFFF8) & ~7;
            little(section, address(k));
            little(section, FRAME << 16 | slots);
        }
        Module module = module(List.of("m"), List.of(), List.of(function(List.of(), new byte[]{0})),
                Optional.of(new Module.MapSection(count, section.toBytes())), Optional.empty());
        byte[] file = ModuleWriter.write(module);
        assertTimeout(SECONDS, () -> assertThatThrownBy(() -> ModuleReader.read(file)).isInstanceOfSatisfying(
                RejectException.class, e -> assertThat(e.code()).isEqualTo("stackmap-entry")));
    }

    /** Ascending, and each half an offset. */
    private static int address(int number) {
        return 8 * (1 + number / 4000) << 16 | 8 * (1 + number % 4000);
    }
}
