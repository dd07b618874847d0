package dev.jetvm.vm.agent;

import static dev.jetvm.runtime.type.TypeConstants.ENTRIES_MAX;
import static dev.jetvm.runtime.type.TypeConstants.INDEX_LIMIT;
import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.type.CallCaches.CallSite;
import dev.jetvm.runtime.type.CallCaches.PropertySite;
import dev.jetvm.runtime.type.Function;
import dev.jetvm.runtime.type.InlineCache;
import dev.jetvm.runtime.type.Interface;
import dev.jetvm.runtime.type.StructType.FieldPlace;
import dev.jetvm.runtime.type.TypeSystem;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Types: inline caches and their invalidation. */
final class CacheOperations {
    private static final String FEATURE = "type.caches";

    private final Machine machine;

    CacheOperations(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(new Operation("site.new", FEATURE, this::newCall),
                new Operation("property.new", "type.properties", this::newProperty),
                new Operation("site.call", FEATURE, this::call),
                new Operation("property.get", "type.properties", this::get),
                new Operation("property.set", "type.properties", this::set),
                new Operation("site.info", FEATURE, this::info),
                new Operation("type.redefine", "type.reload", this::redefine),
                new Operation("type.replace", "type.reload", this::replace));
    }

    private TypeMachine machine() {
        return TypeMachine.of(machine);
    }

    private TypeSystem types() {
        return machine().types();
    }

    private static int entries(Arguments in) {
        return in.has("entries") ? (int) in.within("entries", 0, ENTRIES_MAX) : ENTRIES_MAX;
    }

    private int add(TypeMachine.Site site) {
        List<TypeMachine.Site> sites = machine().sites();
        if (sites.size() == INDEX_LIMIT) {
            throw RejectException.invalid("site-limit", "the index of a cache has 16 bits");
        }
        sites.add(site);
        return sites.size() - 1;
    }

    private ObjectNode newCall(Arguments in) {
        Interface target = types().interfaceNamed(in.text("interface"));
        CallSite site = types().caches().callSite(target, in.text("method"), entries(in));
        return object().put("site", add(new TypeMachine.Site.Call(site))).put("slot", site.slot());
    }

    /** Returns the operands of the instruction: index of the name, index of the cache, 16 bits each, big-endian. */
    private ObjectNode newProperty(Arguments in) {
        String name = in.text("name");
        List<String> names = machine().names();
        if (!names.contains(name)) {
            names.add(name);
        }
        int index = names.indexOf(name);
        int site = add(new TypeMachine.Site.Property(types().caches().propertySite(name, entries(in))));
        byte[] operands = {(byte) (index >> 8), (byte) index, (byte) (site >> 8), (byte) site};
        return object().put("site", site).put("operands", Json.bytes(operands));
    }

    private TypeMachine.Site site(Arguments in) {
        return machine().sites().get((int) in.within("site", 0, machine().sites().size() - 1L));
    }

    private CallSite callSite(Arguments in) {
        if (site(in) instanceof TypeMachine.Site.Call(CallSite site)) {
            return site;
        }
        throw new BadRequest("the site reads a property");
    }

    private PropertySite propertySite(Arguments in) {
        if (site(in) instanceof TypeMachine.Site.Property(PropertySite site)) {
            return site;
        }
        throw new BadRequest("the site calls a method");
    }

    private ObjectNode call(Arguments in) {
        CallSite site = callSite(in);
        return machine().calling(in, (base, arguments) -> {
            Function function = types().caches().resolve(site, machine().typeOf(base));
            return machine().heap().shown(in, machine().calls().call(function, base, arguments));
        });
    }

    private ObjectNode get(Arguments in) {
        PropertySite site = propertySite(in);
        return machine().calling(in, (base, _) -> {
            FieldPlace place = types().caches().resolve(site, machine().typeOf(base));
            return machine().heap().shown(in, machine().structs().get(machine().address(base), place));
        });
    }

    private ObjectNode set(Arguments in) {
        PropertySite site = propertySite(in);
        Mutator mutator = machine().heap().mutator();
        return machine().calling(in, (base, _) -> {
            FieldPlace place = types().caches().resolve(site, machine().typeOf(base));
            int value = mutator.keep(machine().heap().read(in.nested("value")));
            machine().structs().set(machine().address(base), place, mutator.kept(value));
            return object();
        });
    }

    private ObjectNode info(Arguments in) {
        InlineCache<?> cache = switch (site(in)) {
            case TypeMachine.Site.Call(CallSite site) -> site.cache();
            case TypeMachine.Site.Property(PropertySite site) -> site.cache();
        };
        ObjectNode answer = object().put("state", cache.state().wire()).put("hits", cache.hits()).put("misses",
                cache.misses());
        ArrayNode types = answer.putArray("types");
        cache.types().forEach(types::add);
        return answer;
    }

    private ObjectNode redefine(Arguments in) {
        return object().put("id",
                types().definitions().redefine(machine().heap().mutator(), TypeReader.declaration(in)).id());
    }

    private ObjectNode replace(Arguments in) {
        types().definitions().replace(machine().heap().mutator(), in.text("type"), in.text("method"),
                TypeReader.body(in.nested("body")));
        return object();
    }
}
