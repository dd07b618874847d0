package dev.jetvm.vm.cli;

import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.agent.AgentServer;
import dev.jetvm.vm.text.Printable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves the conformance protocol on standard input and output.
 *
 * <p>This class does not use picocli. The Java machine verifies picocli's old class files anew in every process and cannot
 * keep them in its cache, which is a third of the start of an agent; the suite starts one for every case of its own process.
 */
final class AgentStreams {
    private AgentStreams() {}

    /**
     * Serves until the input ends.
     *
     * @param features the features to announce, or null for all
     * @return exit status
     */
    static int serve(ValueModel model, @Nullable Set<String> features) {
        // Uses the raw descriptors: the buffering and encoding of System.out must not affect the protocol.
        try (FileInputStream in = new FileInputStream(FileDescriptor.in);
                FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            if (features == null) {
                AgentServer.serve(in, out, System.err, model);
            } else {
                AgentServer.serve(in, out, System.err, model, features);
            }
            return 0;
        } catch (IOException e) {
            System.err.println("jet agent: the other side is gone: " + Printable.text(String.valueOf(e.getMessage())));
            return 1;
        }
    }
}
