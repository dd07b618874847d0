package dev.jetvm.vm.agent;

import dev.jetvm.runtime.value.ValueModel;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Set;

/** Serves the conformance protocol on two streams until {@code bye} or the end of input. */
public final class AgentServer {
    private AgentServer() {}

    /**
     * Serves the protocol.
     *
     * @param in requests, one JSON object per line
     * @param out answers, one JSON object per line
     * @param profile representation of values until {@code configure} selects another
     * @param log messages for people; never the protocol's stream
     * @throws IOException if a stream fails
     */
    public static void serve(InputStream in, OutputStream out, PrintStream log, ValueModel profile)
            throws IOException {
        serve(in, out, new Dispatcher(profile, null, log));
    }

    /**
     * Serves the protocol as an implementation that has only some features.
     *
     * @param features the only features announced and served, beside the profiles; names that do not exist are ignored
     * @throws IOException if a stream fails
     * @spec CONF-10
     */
    public static void serve(InputStream in, OutputStream out, PrintStream log, ValueModel profile,
            Set<String> features) throws IOException {
        serve(in, out, new Dispatcher(profile, new RestrictedFeatures(Set.copyOf(features)), log));
    }

    private static void serve(InputStream in, OutputStream out, Dispatcher dispatcher) throws IOException {
        LineInput lines = new LineInput(in);
        OutputStream answers = new BufferedOutputStream(out, 64 << 10);
        while (!dispatcher.ended()) {
            byte[] line = lines.next();
            if (line == null) {
                break;
            }
            answers.write(lines.wasTooLong() ? dispatcher.tooLong() : dispatcher.answer(line));
            answers.write('\n');
            if (lines.drained()) {
                answers.flush();
            }
        }
        answers.flush();
    }
}
