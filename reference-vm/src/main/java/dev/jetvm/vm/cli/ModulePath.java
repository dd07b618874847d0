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
 * Where imported modules are looked for: the folder of the module that wants one, then the folders of the path, then the
 * library. In each folder a module file comes before text, and text before a native module.
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

    /** @param folders to look in for every module, in this order */
    ModulePath(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** The folders of an option or of {@code JET_PATH}: separated as the system separates them. */
    static List<Path> folders(String text) {
        return Stream.of(text.split(File.pathSeparator)).filter(part -> !part.isEmpty()).map(Path::of).toList();
    }

    /** Says where a module came from: what it imports is looked for there first. */
    void home(String module, String file) {
        Path parent = Path.of(file).toAbsolutePath().getParent();
        homes.put(module, file.equals(ModuleFile.STANDARD) || parent == null ? Path.of("").toAbsolutePath() : parent);
    }

    @Override
    public Optional<Module> find(String name, String importer) {
        // A name is no path: nothing outside of the folders is ever looked at.
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
