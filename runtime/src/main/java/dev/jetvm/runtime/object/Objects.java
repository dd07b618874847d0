package dev.jetvm.runtime.object;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.Words;

/** Type checks of objects. */
final class Objects {
    private Objects() {}

    /** Whether a word refers to an object of a built-in type. */
    static boolean is(Words words, Memory memory, long word, BuiltinType type) {
        return words.isReference(word) && HeaderWord.type(memory.word(words.address(word))) == type.id();
    }

    /** The address of an object of a built-in type. @throws PanicException {@code type} if the word refers to none */
    static long require(Words words, Memory memory, long word, BuiltinType type) {
        if (!is(words, memory, word, type)) {
            throw new PanicException(PanicCode.TYPE, "the value is no " + type.title());
        }
        return words.address(word);
    }
}
