package dev.jetvm.runtime.type;

/**
 * What the runtime has at hand of a type while it works; the descriptor in immortal space says the same.
 *
 * @param id 1 to 0xFFFFFF
 * @param name fully qualified
 * @param size of an instance in bytes, header included, not rounded
 * @param align of an instance
 * @param references offsets of its reference slots from the start of the header, ascending
 * @param acyclic whether instances can never be part of a cycle
 * @param drop name of the function that is called when an instance is destroyed; empty if there is none
 */
public record TypeInfo(int id, String name, long size, int align, int[] references, boolean acyclic,
        String drop) {}
