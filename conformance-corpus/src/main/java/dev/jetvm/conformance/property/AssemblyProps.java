package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.ModuleModel;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;

/** Conversion between module texts and module files in both directions. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:modules.assemble")
@Tag("requires:modules.disassemble")
class AssemblyProps {

    private static Reply assemble(String text) {
        return Ask.op("module.assemble").with("assembly", text).send();
    }

    private static String disassemble(byte[] file) {
        return Ask.op("module.disassemble").with("module", file).sendOk().text("assembly");
    }

    /** Lines that assemble at any position in the function; the label is at its beginning. */
    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> constants = Combinators
                .combine(Arbitraries.of("CONST", "CONST_W", "GET_GLOBAL", "DEFINE_GLOBAL", "CLASS", "ADD_CONST"),
                        values())
                .as((name, value) -> name + " (" + value + ")");
        Arbitrary<String> numbers = Combinators
                .combine(Arbitraries.of("GET_LOCAL", "SET_LOCAL", "CALL", "GET_UPVALUE", "POP_CLEANUP", "EXT",
                        "NEW_ARRAY_OF", "CONVERT"), Arbitraries.integers().between(0, 255))
                .as((name, number) -> name + " " + number);
        Arbitrary<String> bytes = Arbitraries.integers().between(0, 255).list().ofMinSize(1).ofMaxSize(6)
                .map(list -> ".byte " + String.join(" ", list.stream().map(String::valueOf).toList()));
        return Arbitraries.oneOf(constants, numbers, bytes,
                Arbitraries.of("NIL", "POP", "RETURN", "LOOP_W top", "JUMP_W 4294967295", "JUMP 0", "LOOP 7",
                        "NEW_LIST 65535", "SELECT 3 1", "INVOKE (\"m\") 2", "GET_PROPERTY (\"p\") 9"),
                values().map(value -> ".constant " + value));
    }

    private static Arbitrary<String> values() {
        Arbitrary<String> texts = Arbitraries.of("a", "b c", "\\n", "\\u{1F600}", "\u00E9", "", "#", ";");
        Arbitrary<String> floats = Combinators.combine(Arbitraries.longs().between(0, 1L << 60),
                Arbitraries.integers().between(-400, 280), Arbitraries.of("", "f"))
                .as((digits, exponent, kind) -> digits + ".5e" + (kind.isEmpty() ? exponent : exponent / 20) + kind);
        return Arbitraries.oneOf(Arbitraries.longs().between(-(1L << 60), (1L << 60) - 1).map(String::valueOf), floats,
                texts.map(text -> "\"" + text + "\""), texts.map(text -> "#\"" + text + "\""),
                Arbitraries.of("nan", "inf", "-inf", "nanf", "-0.0", "'c'", "@f", "@#0", "0x7f"));
    }

    @Provide
    Arbitrary<ModuleModel> module() {
        return new ModuleProps().module();
    }

    @Property(tries = 500)
    @Tag("id:prop-assembly-again")
    @Tag("ASM-09")
    @Tag("ASM-05")
    void theTextOfAnAssembledModuleAssemblesToTheSame(@ForAll @Size(max = 30) List<@From("lines") String> lines) {
        String text = ".module m\n.entry f\n.function f\ntop:\n" + String.join("\n", lines) + "\nNIL\nRETURN\n.end\n";
        byte[] file = assemble(text).ok().bytes("module");
        assemble(disassemble(file)).is(Wire.object().put("module", Wire.base64(file)));
    }

    @Property(tries = 500)
    @Tag("id:prop-disassembly-of-any-module")
    @Tag("ASM-09")
    @Tag("DBG-02")
    void anyModuleHasATextThatAssemblesToIt(@ForAll("module") ModuleModel module) {
        byte[] file = module.file();
        assemble(disassemble(file)).is(Wire.object().put("module", Wire.base64(file)));
    }
}
