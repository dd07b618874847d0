package dev.jetvm.vm.module;

import java.util.function.ToIntFunction;

/**
 * Writes the types of a module.
 *
 * @param index maps a string to its index in the string table
 * @spec MOD-12a
 * @spec MOD-12b
 * @spec MOD-12c
 */
record TypeWriter(ToIntFunction<String> index) {

    void write(ByteSink out, TypeDef type) {
        switch (type) {
            case TypeDef.Signature signature -> {
                out.u8(0).u8(signature.parameters().size());
                signature.parameters().forEach(out::u32);
                out.u32(signature.result());
            }
            case TypeDef.Struct struct -> struct(out, struct);
            case TypeDef.Interface target -> {
                name(out.u8(2), target.name()).u16(target.slots().size());
                target.slots().forEach(slot -> name(out, slot.name()).u32(slot.signature() + 1));
            }
        }
    }

    private void struct(ByteSink out, TypeDef.Struct struct) {
        name(out.u8(1), struct.name()).u8((struct.c() ? 1 : 0) | (struct.packed() ? 2 : 0)).u16(struct.align());
        out.u16(struct.fields().size());
        struct.fields()
                .forEach(field -> name(out, field.name()).u8(field.storage().ordinal()).u8(field.constant() ? 1 : 0));
        out.u16(struct.methods().size());
        struct.methods()
                .forEach(method -> name(out, method.name()).u32(method.function()).u32(method.signature() + 1));
        out.u16(struct.implementations().size());
        struct.implementations().forEach(implementation -> {
            out.u32(implementation.target()).u16(implementation.methods().size());
            implementation.methods().forEach(out::u16);
        });
        out.u32(struct.drop() + 1);
    }

    private ByteSink name(ByteSink out, String name) {
        return out.u32(index.applyAsInt(name));
    }
}
