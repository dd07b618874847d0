package dev.jetvm.runtime.type;

import static dev.jetvm.runtime.type.TypeConstants.INTERFACE_ID_MAX;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.type.TypeDeclaration.Implementation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The interfaces of a runtime.
 *
 * @spec TYPE-09
 */
final class Interfaces {
    private final Map<String, Interface> byName = new ConcurrentHashMap<>();
    @GuardedBy("this")
    private final Set<Long> ids = new HashSet<>();
    @GuardedBy("this")
    private long highest;

    /**
     * Registers an interface.
     *
     * @param id 1 to 2^32-1, or 0 for the next id above all ids in use
     * @throws RejectException {@code interface-id}, {@code interface-duplicate}, {@code method-duplicate}
     */
    synchronized Interface define(long id, String name, List<Signature> methods) {
        if (id < 0 || id > INTERFACE_ID_MAX) {
            throw RejectException.invalid("interface-id", "an interface id is 1 to 2^32-1");
        }
        long given = id == 0 ? 1 + highest : id;
        if (byName.containsKey(name) || ids.contains(given)) {
            throw RejectException.invalid("interface-duplicate", "the name or the id of " + name + " is taken");
        }
        Set<String> names = new HashSet<>();
        for (Signature method : methods) {
            if (!names.add(method.name())) {
                throw RejectException.invalid("method-duplicate", "two methods are called " + method.name());
            }
        }
        Interface made = new Interface(given, name, methods);
        byName.put(name, made);
        ids.add(given);
        highest = Math.max(highest, given);
        return made;
    }

    /**
     * Returns an interface by name.
     *
     * @throws RejectException {@code interface-unknown}
     */
    Interface named(String name) {
        Interface found = byName.get(name);
        if (found == null) {
            throw RejectException.invalid("interface-unknown", "there is no interface " + name);
        }
        return found;
    }

    /**
     * Returns the interfaces of a declared type, in the order of its interface list.
     *
     * @throws RejectException {@code interface-unknown}, {@code interface-order}, {@code interface-method}
     */
    List<Interface> implementedBy(TypeDeclaration declaration) {
        List<Interface> implemented = new ArrayList<>();
        for (Implementation each : declaration.implementations()) {
            Interface target = named(each.target());
            if (!implemented.isEmpty() && target.id() <= implemented.getLast().id()) {
                throw RejectException.invalid("interface-order",
                        "the ids of the interfaces of " + declaration.name() + " do not ascend strictly");
            }
            checkImplementation(declaration, target, each.methods());
            implemented.add(target);
        }
        return implemented;
    }

    private static void checkImplementation(TypeDeclaration declaration, Interface target, List<String> names) {
        Set<Signature> there = declaration.methods().stream().map(Method::signature).collect(Collectors.toSet());
        boolean complete = names.size() == target.methods().size() && IntStream.range(0, names.size())
                .allMatch(k -> there.contains(new Signature(names.get(k), target.methods().get(k).parameters())));
        if (!complete) {
            throw RejectException.invalid("interface-method", declaration.name()
                    + " needs for each slot of " + target.name() + " a method with the same parameters");
        }
    }
}
