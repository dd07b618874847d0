package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.ModuleModel;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.JsonNode;

/** Laws of module files, valid and damaged. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:modules.decode")
class ModuleProps {
    private static final int PLACES = 1 << 16;

    /**
     * One modification of a file.
     *
     * @param how byte changed, byte removed, byte inserted, end truncated, four bytes overwritten, or two parts swapped
     * @param place offset modulo the length of the file
     */
    record Damage(int how, int place, int value) {
        static final int KINDS = 6;

        byte[] on(byte[] file) {
            int at = place % file.length;
            byte[] begin = Arrays.copyOf(file, at);
            byte[] end = Arrays.copyOfRange(file, at, file.length);
            switch (how) {
                case 0 -> end[0] = (byte) value;
                case 1 -> end = Arrays.copyOfRange(end, 1, end.length);
                case 2 -> begin = joined(begin, new byte[]{(byte) value});
                case 3 -> end = new byte[0];
                case 4 -> Arrays.fill(end, 0, Math.min(end.length, Integer.BYTES), (byte) value);
                default -> {
                    int middle = Math.floorMod(value, end.length);
                    end = joined(Arrays.copyOfRange(end, middle, end.length), Arrays.copyOf(end, middle));
                }
            }
            return joined(begin, end);
        }

        private static byte[] joined(byte[] first, byte[] second) {
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return both;
        }
    }

    private static Reply check(byte[] file) {
        return Ask.op("module.check").with("module", file).send();
    }

    /**
     * Encodes a valid module and checks that the agent accepts it: an agent that rejects everything would otherwise
     * pass.
     */
    private static byte[] sound(ModuleModel module) {
        byte[] file = module.file();
        check(file).is(module.described());
        return file;
    }

    @Property(tries = 1000)
    @Tag("id:prop-module-record")
    @Tag("MOD-01a")
    @Tag("MOD-01b")
    @Tag("MOD-01c")
    @Tag("MOD-03a")
    @Tag("MOD-13a")
    @Tag("MOD-13c")
    void aModuleIsWhatItsFileSays(@ForAll("module") ModuleModel module) {
        Reply reply = check(module.file()).is(module.described());
        reply.check(module.source() || !reply.answer().value().has("source"), module.described(),
                "names a source file that is not there");
    }

    @Property(tries = 1000)
    @Tag("id:prop-module-cut")
    @Tag("MOD-01a")
    @Tag("MOD-02b")
    @Tag("MOD-02c")
    void theBeginOfAFileIsNoModule(@ForAll("module") ModuleModel module,
            @ForAll @Size(3) List<@IntRange(max = PLACES) Integer> lengths) {
        byte[] file = sound(module);
        for (int length : lengths) {
            check(Arrays.copyOf(file, length % file.length)).rejects("malformed", "module-length");
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-module-bit")
    @Tag("MOD-01a")
    @Tag("MOD-02b")
    void aBitThatChangedIsNoticed(@ForAll("module") ModuleModel module, @ForAll @IntRange(max = PLACES) int place,
            @ForAll @IntRange(max = 7) int bit) {
        byte[] file = sound(module);
        int at = place % file.length;
        file[at] ^= (byte) (1 << bit);
        check(file).rejects("malformed",
                at < 4 ? "magic" : at < 8 ? "version" : at < 12 ? "module-length" : "checksum");
    }

    /** The text form preserves the content of a file, and each content has exactly one file. */
    @Property(tries = 1000)
    @Tag("id:prop-module-one-file")
    @Tag("requires:modules.assemble")
    @Tag("requires:modules.disassemble")
    @Tag("MOD-02a")
    void aModuleHasOneFile(@ForAll("module") ModuleModel module) {
        byte[] file = sound(module);
        String text = Ask.op("module.disassemble").with("module", file).sendOk().text("assembly");
        Ask.op("module.assemble").with("assembly", text).expect(value -> value.put("module", Wire.base64(file)));
    }

    /** The header is repaired after the damage, so that the content after it is checked too. */
    @Property(tries = 1000)
    @Tag("id:prop-module-damaged")
    @Tag("MOD-02c")
    void aDamagedFileIsRefusedOrIsAnotherModule(@ForAll("module") ModuleModel module,
            @ForAll @Size(min = 1, max = 4) List<@From("damage") Damage> damages) {
        byte[] file = sound(module);
        for (Damage damage : damages) {
            if (file.length > 0) {
                file = damage.on(file);
            }
        }
        Reply reply = check(ModuleModel.repaired(file));
        if (!reply.isOk()) {
            refusedWithin(reply, file.length);
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-module-noise")
    @Tag("MOD-02c")
    void anyBytesGetAnAnswer(@ForAll("module") ModuleModel module, @ForAll @Size(max = 300) byte[] noise) {
        sound(module);
        refusedWithin(check(noise), noise.length);
        refusedWithin(check(ModuleModel.repaired(noise)), noise.length);
    }

    /** The file is rejected as malformed, at an offset within the file, or as invalid. */
    private static void refusedWithin(Reply reply, int length) {
        JsonNode answer = reply.answer().message();
        boolean malformed = answer.path("phase").asString("").equals("malformed");
        JsonNode at = answer.path("at");
        boolean placed = at.isIntegralNumber() && at.canConvertToLong() && at.asLong() >= 0 && at.asLong() <= length;
        if (!answer.path("outcome").asString("").equals("reject") || malformed && !placed
                || !malformed && !answer.path("phase").asString("").equals("invalid")) {
            throw reply.unlike(Wire.object().put("outcome", "reject").put("phase", "malformed").put("at", "$any"),
                    "was expected to be refused, with the place in " + length + " bytes");
        }
    }

    @Provide
    Arbitrary<ModuleModel> module() {
        Arbitrary<Integer> few = Arbitraries.integers().between(0, 4);
        Arbitrary<Boolean> truth = Arbitraries.of(false, true);
        return Combinators
                .combine(truth, few, few, few, Arbitraries.integers().between(0, 15), few, few)
                .flatAs((source, types, imports, functions, constants, exports, inits) -> Combinators
                        .combine(truth, few, few)
                        .as((entry, mappings, customs) -> new ModuleModel(source, types, imports, functions, constants,
                                exports, inits, entry, mappings, customs)));
    }

    @Provide
    Arbitrary<Damage> damage() {
        Arbitrary<Integer> values = Arbitraries.oneOf(Arbitraries.of(0, 1, 2, 4, 0x7F, 0x80, 0xFF),
                Arbitraries.integers().between(0, 255));
        return Combinators.combine(Arbitraries.integers().between(0, Damage.KINDS - 1),
                Arbitraries.integers().between(0, PLACES), values).as(Damage::new);
    }
}
