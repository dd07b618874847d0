package dev.jetvm.runtime.type;

/**
 * The layout information of a type for the runtime and the collector. The type's descriptor in immortal space records
 * the same layout.
 *
 * @param id 1 to 0xFFFFFF
 * @param name the fully qualified name
 * @param size the size of an instance in bytes, header included, not rounded
 * @param align the alignment of an instance in bytes
 * @param references the offsets in bytes of the reference slots from the start of the header, ascending
 * @param acyclic whether instances can never be part of a cycle
 * @param drop the name of the function that is called when an instance is destroyed, or empty
 */
public record TypeInfo(int id, String name, long size, int align, int[] references, boolean acyclic,
        String drop) {}
