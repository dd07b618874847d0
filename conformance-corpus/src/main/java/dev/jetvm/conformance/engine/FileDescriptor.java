package dev.jetvm.conformance.engine;

import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;

/** A case file: the container of its cases. */
final class FileDescriptor extends AbstractTestDescriptor {
    static final String SEGMENT = "file";

    FileDescriptor(UniqueId engine, String file) {
        super(engine.append(SEGMENT, file), file);
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }
}
