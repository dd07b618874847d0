package dev.jetvm.vm.cli;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.link.Linker;
import dev.jetvm.vm.module.Module;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The search path for imported modules: the folder of the importing module, then the folders of the path, then the
 * library. In each folder a module file has precedence over text, and text over a native module.
 *
 * @spec MOD-05
 * @spec MOD-06
 * @spec ERR-244
 */
final class ModulePath implements Linker.ModuleSource {
    private static final List<String> SUFFIXES = List.of(".jetc", ".jasm");
    private static final List<String> NATIVE = List.of(".so", ".dylib", ".dll");

    private final List<Path> folders;
    private final Map<String, Path> homes = new HashMap<>();

    /** @param folders searched for every module, in this order */
    ModulePath(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** Splits the value of an option or of {@code JET_PATH} at the system's path separator. */
    static List<Path> folders(String text) {
        return Stream.of(text.split(File.pathSeparator)).filter(part -> !part.isEmpty()).map(Path::of).toList();
    }

    /** Records the folder of a module, which is searched first for its imports. */
    void home(String module, String file) {
        Path parent = Path.of(file).toAbsolutePath().getParent();
        homes.put(module, file.equals(ModuleFile.STANDARD) || parent == null ? Path.of("").toAbsolutePath() : parent);
    }

    @Override
    public Optional<Module> find(String name, String importer) {
        // A module name is not a path, so no file outside the folders is ever read.
        if (!name.matches("[^/\\\\\\x00-\\x1F]+") || name.startsWith(".")) {
            return Optional.empty();
        }
        List<Path> places = new ArrayList<>();
        Path own = homes.get(importer);
        if (own != null) {
            places.add(own);
        }
        places.addAll(folders);
        for (Path place : places) {
            for (String suffix : SUFFIXES) {
                Path file = place.resolve(name + suffix);
                if (Files.isRegularFile(file)) {
                    home(name, file.toString());
                    return Optional.of(ModuleFile.read(file.toString()).module());
                }
            }
            for (String suffix : NATIVE) {
                if (Files.isRegularFile(place.resolve(name + suffix))) {
                    throw RejectException.unlinkable("native-unsupported",
                            place.resolve(name + suffix) + " is a native module; those cannot be loaded yet");
                }
            }
        }
        return Optional.empty();
    }
}
