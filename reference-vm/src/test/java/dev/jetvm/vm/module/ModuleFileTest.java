package dev.jetvm.vm.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetvm.runtime.panic.Phase;
import dev.jetvm.runtime.panic.RejectException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Clauses: MOD-01, MOD-02. */
final class ModuleFileTest {
    private static final int CHECKSUM_AT = 12;
    private static final int LENGTH_AT = 8;

    /** A change of a file: bytes replaced, inserted or cut away, and then the header made right again, or not. */
    record Damage(int kind, int place, int length, long seed, boolean repaired) {
        byte[] on(byte[] file) {
            Random random = new Random(seed);
            int at = place % (file.length + 1);
            byte[] fresh = new byte[1 + length % 8];
            random.nextBytes(fresh);
            byte[] changed = switch (kind) {
                case 0 -> joined(Arrays.copyOf(file, at), new byte[0], tail(file, at + 1));
                case 1 -> joined(Arrays.copyOf(file, at), fresh, tail(file, at));
                case 2 -> Arrays.copyOf(file, at);
                case 3 -> joined(Arrays.copyOf(file, at), new byte[]{(byte) length}, tail(file, at + 1));
                default -> joined(Arrays.copyOf(file, at), fresh, tail(file, at + fresh.length));
            };
            return repaired ? repair(changed) : changed;
        }

        private static byte[] tail(byte[] file, int from) {
            return Arrays.copyOfRange(file, Math.min(from, file.length), file.length);
        }

        private static byte[] joined(byte[] first, byte[] second, byte[] third) {
            return new ByteSink().bytes(first).bytes(second).bytes(third).toBytes();
        }
    }

    /** With the right length and the right checksum, if there is a header. */
    private static byte[] repair(byte[] file) {
        if (file.length >= FileFrame.HEADER_SIZE) {
            put(file, LENGTH_AT, file.length);
            put(file, CHECKSUM_AT, FileFrame.checksum(file));
        }
        return file;
    }

    private static void put(byte[] file, int at, int number) {
        System.arraycopy(new ByteSink().bits32(number).toBytes(), 0, file, at, Integer.BYTES);
    }

    @Provide
    Arbitrary<Module> modules() {
        return Arbitraries.randomValue(RandomModules::module);
    }

    @Provide
    Arbitrary<Damage> damages() {
        return Combinators
                .combine(Arbitraries.integers().between(0, 4), Arbitraries.integers().between(0, 2000),
                        Arbitraries.integers().between(0, 255), Arbitraries.longs(), Arbitraries.of(true, true, false))
                .as(Damage::new);
    }

    @Property(tries = 3000)
    void whatIsWrittenIsRead(@ForAll("modules") Module module) {
        assertThat(ModuleReader.read(ModuleWriter.write(module))).isEqualTo(module);
    }

    @Property(tries = 20_000)
    void aDamagedFileIsRefusedOrIsAModuleOfItsOwn(@ForAll("modules") Module module, @ForAll("damages") Damage first,
            @ForAll("damages") Damage second) {
        checkTotal(first.on(ModuleWriter.write(module)));
        checkTotal(second.on(first.on(ModuleWriter.write(module))));
    }

    @Property(tries = 3000)
    void anyBytesAreRefused(@ForAll byte[] bytes) {
        checkTotal(bytes);
        checkTotal(repair(bytes.clone()));
        byte[] behindHeader = ModuleWriter.write(minimal());
        System.arraycopy(bytes, 0, behindHeader, 16, Math.min(bytes.length, behindHeader.length - 16));
        checkTotal(repair(behindHeader));
    }

    private static void checkTotal(byte[] file) {
        Module module;
        try {
            module = ModuleReader.read(file);
        } catch (RejectException e) {
            assertThat(e.phase()).isEqualTo(Phase.MALFORMED);
            assertThat(e.at()).isBetween(0L, (long) file.length);
            return;
        }
        assertThat(ModuleWriter.write(module)).as("one file for each module").isEqualTo(file);
    }

    @Property(tries = 50)
    void eachBeginOfAFileIsTooShort(@ForAll("modules") Module module) {
        byte[] file = ModuleWriter.write(module);
        for (int length = 0; length < file.length; length++) {
            byte[] begin = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> ModuleReader.read(begin))
                    .isInstanceOfSatisfying(RejectException.class,
                            e -> assertThat(e.code()).isEqualTo("module-length"));
        }
    }

    private static Module minimal() {
        return new Module("m", "", List.of("m"), List.of(), List.of(), List.of(), List.of(), List.of(),
                Module.NO_ENTRY, Optional.empty(), Optional.empty(), List.of());
    }

    @Example
    void aNameThatIsNoStringOfTheModuleCannotBeWritten() {
        Module module = new Module("other", "", List.of("m"), List.of(), List.of(), List.of(), List.of(), List.of(),
                Module.NO_ENTRY, Optional.empty(), Optional.empty(), List.of());
        assertThatThrownBy(() -> ModuleWriter.write(module)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other");
    }

    @Example
    void aNumberThatIsTooLargeForItsFieldCannotBeWritten() {
        FunctionDef function = new FunctionDef("", 256, false, 1, 0, 0, TypeDef.NONE, List.of(), new byte[]{1});
        Module module = new Module("m", "", List.of("m"), List.of(), List.of(), List.of(function), List.of(),
                List.of(), Module.NO_ENTRY, Optional.empty(), Optional.empty(), List.of());
        assertThatThrownBy(() -> ModuleWriter.write(module)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("256");
    }
}
