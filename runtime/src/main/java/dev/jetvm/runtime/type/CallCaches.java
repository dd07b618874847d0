package dev.jetvm.runtime.type;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.type.StructType.FieldPlace;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The inline caches of all sites in a program that call through an interface or access a property.
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
    /** The number of invalidations. */
    private final AtomicLong version = new AtomicLong();

    /** A site that calls a slot of an interface. */
    public record CallSite(Interface target, int slot, InlineCache<Function> cache) {}

    /** A site that reads or writes a property. */
    public record PropertySite(String name, InlineCache<FieldPlace> cache) {}

    CallCaches(TypeSystem types) {
        this.types = types;
    }

    private <T> InlineCache<T> cache(int limit) {
        InlineCache<T> cache = new InlineCache<>(limit);
        all.add(cache);
        return cache;
    }

    /**
     * Creates a call site.
     *
     * @param limit the maximum number of cache entries, 0 to {@link TypeConstants#ENTRIES_MAX}
     * @throws RejectException {@code method-unknown}
     */
    public CallSite callSite(Interface target, String method, int limit) {
        return new CallSite(target, target.slot(method), cache(limit));
    }

    public PropertySite propertySite(String name, int limit) {
        return new PropertySite(name, cache(limit));
    }

    /**
     * Returns the method that a call site calls for a receiver of a type.
     *
     * @throws PanicException {@code interface} if the type does not implement the interface
     */
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
     * Returns the location of a site's property in objects of a type.
     *
     * @throws PanicException {@code property}, naming it, if the type has no such property; {@code non-object} if the
     *         type is not a struct type
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

    /** Clears a cache if an invalidation has occurred since {@code before}, because its new entry may be outdated. */
    private boolean withdraw(InlineCache<?> cache, long before) {
        boolean old = version.get() != before;
        if (old) {
            cache.clear();
        }
        return old;
    }

    /**
     * Clears every cache. The caller must have changed the tables before.
     *
     * @spec IC-09
     */
    void invalidate() {
        version.incrementAndGet();
        all.forEach(InlineCache::clear);
    }
}
