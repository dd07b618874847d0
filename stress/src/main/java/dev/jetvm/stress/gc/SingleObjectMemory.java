package dev.jetvm.stress.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.META_OFFSET;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;

/** State of a test: a memory of 256 bytes that holds one object and has space for two copies of it. */
abstract class SingleObjectMemory {
    static final long OBJECT = 64;
    static final int PAYLOAD = 8;
    static final long CONTENT = 0x5EED_0123_4567L;

    final Memory memory = new Memory(256);

    SingleObjectMemory() {
        Header header = Header.fresh(64, PAYLOAD, 0, 8);
        memory.setWord(OBJECT, header.low());
        memory.setWord(OBJECT + META_OFFSET, header.meta());
        memory.setWord(OBJECT + 16, CONTENT);
    }

    Header header() {
        return new Header(memory.word(OBJECT), memory.word(OBJECT + META_OFFSET));
    }
}
