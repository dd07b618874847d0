package dev.jetvm.vm.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.panic.Phase;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.ModuleReader;
import dev.jetvm.vm.module.ModuleWriter;
import dev.jetvm.vm.module.RandomModules;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Clauses: DBG-02, ASM-09. */
final class RoundTripTest {

    @Provide
    Arbitrary<Module> modules() {
        return Arbitraries.randomValue(RandomModules::module);
    }

    @Property(tries = 5000)
    void aDisassembledModuleAssemblesToTheSameBytes(@ForAll("modules") Module module) {
        String text = Disassembler.text(module);
        Module again = Assembler.assemble(text);
        assertThat(again).as(text).isEqualTo(module);
        assertThat(ModuleWriter.write(again)).isEqualTo(ModuleWriter.write(module));
        assertThat(Disassembler.text(again)).isEqualTo(text);
    }

    /** Characters that mean something to the form come more often than others. */
    @Provide
    Arbitrary<String> scraps() {
        Arbitrary<String> words = Arbitraries.of(".module", ".function", ".end", ".struct", ".interface", ".signature",
                ".import", ".export", ".string", ".custom", ".data", ".stackmap", ".stackmaps", ".line", ".constant",
                ".byte",
                ".entry", ".init", ".file", ".source", "field", "method", "implements", "drop", "function", "value",
                "arity=", "slots=", "stack=", "upvalues=", "sig=", "lines", "CONST", "JUMP", "LOOP", "CLOSURE",
                "GET_FIELD", "CALL_INTERFACE", "INVOKE", "NEW_ARRAY_OF", "CONVERT", "RETURN", "(", ")", "@", "$", "%",
                "#", "\"", "'", "\\u{", "}", ":", ",", ".", ";", "m", "f", "x:", "0000:", "0", "7", "-1", "0x", "1.5",
                "1e9", "1e999", "nan", "inf", "99999999999999999999", "local", "upvalue", "at", "i32", "const", "\n",
                "\n", "\n", "\t", "\r", "\uD800", "\u00e9", "\0");
        return words.list().ofMaxSize(60).map(list -> String.join(" ", list));
    }

    @Property(tries = 20_000)
    void anyTextIsAModuleOrIsRefused(@ForAll("scraps") String text) {
        checkTotal(text);
        checkTotal(".module m\n.function f\n" + text + "\n.end\n");
        checkTotal(".module m\n.struct s\n" + text + "\n.end\n");
    }

    @Property(tries = 5000)
    void anyCharactersAreAModuleOrAreRefused(@ForAll String text) {
        checkTotal(text);
        checkTotal(".module m\n" + text);
    }

    @Property(tries = 5000)
    void aChangedTextIsAModuleOrIsRefused(@ForAll("modules") Module module, @ForAll Random random) {
        StringBuilder text = new StringBuilder(Disassembler.text(module));
        for (int k = 0; k < 1 + random.nextInt(3); k++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, (char) (' ' + random.nextInt(96)));
                case 2 -> text.setCharAt(at, (char) (random.nextInt(20) == 0 ? 0xDC00 : ' ' + random.nextInt(96)));
                default -> {
                    int end = Math.min(text.length(), at + random.nextInt(30));
                    text.insert(random.nextInt(text.length()), text.substring(at, end));
                }
            }
        }
        checkTotal(text.toString());
    }

    private static void checkTotal(String text) {
        Module module;
        try {
            module = Assembler.assemble(text);
        } catch (AssemblyException e) {
            assertThat(e.code()).startsWith("asm-");
            assertThat(e.problems()).hasSizeBetween(1, 20);
            assertThat(e.offset()).isBetween(0L, 4L * text.length());
            assertThat(e.report("x", text)).contains("x:" + e.line() + ":" + e.column() + ": ").contains("^");
            return;
        } catch (RejectException e) {
            assertThat(e.phase()).isEqualTo(Phase.INVALID);
            assertThat(text).contains(".stackmaps");
            return;
        }
        assertThat(ModuleReader.read(ModuleWriter.write(module))).as("what is assembled is decoded").isEqualTo(module);
        assertThat(Assembler.assemble(Disassembler.text(module))).isEqualTo(module);
    }
}
