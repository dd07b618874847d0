package dev.jetvm.runtime.type;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.type.StructType.FieldPlace;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The caches of all places in a program that call through an interface or read a property.
 *
 * @spec IC-03
 * @spec IC-06
 * @spec IC-07
 * @spec IC-08
 * @spec IC-09
 */
public final class CallCaches {
    private final TypeSystem types;
    private final List<InlineCache<?>> all = new CopyOnWriteArrayList<>();
    /** Counts invalidations. */
    private final AtomicLong version = new AtomicLong();

    /** A place that calls a slot of an interface. */
    public record CallSite(Interface target, int slot, InlineCache<Function> cache) {}

    /** A place that reads or writes a property. */
    public record PropertySite(String name, InlineCache<FieldPlace> cache) {}

    CallCaches(TypeSystem types) {
        this.types = types;
    }

    private <T> InlineCache<T> cache(int limit) {
        InlineCache<T> cache = new InlineCache<>(limit);
        all.add(cache);
        return cache;
    }

    /** @throws RejectException {@code method-unknown} */
    public CallSite callSite(Interface target, String method, int limit) {
        return new CallSite(target, target.slot(method), cache(limit));
    }

    public PropertySite propertySite(String name, int limit) {
        return new PropertySite(name, cache(limit));
    }

    /** What a call at this place reaches for a receiver of this type. @throws PanicException {@code interface} */
    public Function resolve(CallSite site, int type) {
        Function known = site.cache.find(type);
        if (known != null) {
            return known;
        }
        long before = version.get();
        Function found = types.find(type, site.target, site.slot);
        site.cache.add(type, found);
        return withdraw(site.cache, before) ? types.find(type, site.target, site.slot) : found;
    }

    /**
     * Where the property of this place is in objects of a type.
     *
     * @throws PanicException {@code property}, naming it; {@code non-object} if values of the type have no properties
     */
    public FieldPlace resolve(PropertySite site, int type) {
        FieldPlace known = site.cache.find(type);
        if (known != null) {
            return known;
        }
        long before = version.get();
        StructType struct = types.struct(type);
        if (struct == null) {
            throw new PanicException(PanicCode.NON_OBJECT,
                    "property %s of a %s, which has none".formatted(site.name, types.name(type)));
        }
        FieldPlace found = struct.field(site.name);
        site.cache.add(type, found);
        withdraw(site.cache, before);
        return found;
    }

    /** Forgets an entry that may have been made from what an invalidation in between made old. */
    private boolean withdraw(InlineCache<?> cache, long before) {
        boolean old = version.get() != before;
        if (old) {
            cache.clear();
        }
        return old;
    }

    /**
     * Empties every cache. What they are filled from must have changed before.
     *
     * @spec IC-09
     */
    void invalidate() {
        version.incrementAndGet();
        all.forEach(InlineCache::clear);
    }
}
