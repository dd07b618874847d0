package dev.jetvm.vm.fuzz;

import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.ModuleWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Generates files: modules that verify, modules with damaged code, and damaged files. */
final class Maker {
    private static final int FAULTS_MAX = 4;
    private static final int[] BYTES = {0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF};

    private final List<byte[]> seeds;

    /** @param seeds files to damage, in addition to generated ones; may be empty */
    Maker(List<byte[]> seeds) {
        this.seeds = seeds;
    }

    byte[] file(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> ModuleWriter.write(sound(random));
            case 2, 3 -> ModuleWriter.write(damagedCode(random, sound(random)));
            default -> damaged(random, seeds.isEmpty() || random.nextBoolean()
                    ? ModuleWriter.write(sound(random))
                    : seeds.get(random.nextInt(seeds.size())));
        };
    }

    /** Generates a module that verifies. */
    static Module sound(SplittableRandom random) {
        Outline outline = new Outline(random);
        List<FunctionDef> functions = new ArrayList<>();
        for (Outline.Plan plan : outline.plans()) {
            functions.add(new CodeMaker(random, outline, plan).function());
        }
        return outline.module(functions);
    }

    /** Changes some bytes of the code of a module; the rest of the file remains valid. */
    private static Module damagedCode(SplittableRandom random, Module module) {
        List<FunctionDef> functions = new ArrayList<>(module.functions());
        for (int k = 1 + random.nextInt(FAULTS_MAX); k > 0; k--) {
            FunctionDef old = functions.get(random.nextInt(functions.size()));
            byte[] code = old.code().clone();
            int at = random.nextInt(code.length);
            code[at] = aByte(random, code[at]);
            functions.set(functions.indexOf(old), new FunctionDef(old.name(), old.arity(), old.method(), old.slots(),
                    old.maxStack(), old.upvalues(), old.signature(), old.constants(), code));
        }
        return new Module(module.name(), module.source(), module.strings(), module.types(), module.imports(), functions,
                module.exports(), module.inits(), module.entry(), module.stackMaps(), module.debug(), module.customs());
    }

    private static byte aByte(SplittableRandom random, byte old) {
        return (byte) switch (random.nextInt(4)) {
            case 0 -> old ^ 1 << random.nextInt(8);
            case 1 -> BYTES[random.nextInt(BYTES.length)];
            case 2 -> old + random.nextInt(-3, 4);
            default -> random.nextInt(136);
        };
    }

    /** Changes, removes or inserts bytes of a file, and mostly corrects its length and checksum. */
    private static byte[] damaged(SplittableRandom random, byte[] file) {
        byte[] bytes = file;
        for (int k = 1 + random.nextInt(FAULTS_MAX); k > 0 && bytes.length > 0; k--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> {
                    int end = Math.min(bytes.length, at + 1 + random.nextInt(8));
                    bytes = joined(bytes, at, bytes, end);
                }
                case 1 -> bytes = joined(bytes, at, bytes, Math.max(0, at - random.nextInt(8)));
                default -> {
                    bytes = bytes.clone();
                    bytes[at] = aByte(random, bytes[at]);
                }
            }
        }
        return random.nextInt(5) == 0 ? bytes : ModuleWriter.framed(bytes);
    }

    /** Joins the start of one file, up to an offset, with the rest of another from an offset. */
    private static byte[] joined(byte[] one, int to, byte[] other, int from) {
        byte[] both = Arrays.copyOf(one, to + other.length - from);
        System.arraycopy(other, from, both, to, other.length - from);
        return both;
    }
}
