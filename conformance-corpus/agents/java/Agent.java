import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A sample agent of the Jet conformance protocol in Java: workloads and tickets on the queues of
 * {@code java.util.concurrent}.
 * This class turns lines into requests and answers into lines.
 */
final class Agent {

    private static final int MOST_BYTES = 1_048_576;
    private static final int USAGE_EXIT = 64;

    private final Session session;

    private Agent(Session session) {
        this.session = session;
    }

    public static void main(String[] arguments) throws IOException {
        Optional<Queues> queues = configured(arguments);
        if (queues.isEmpty()) {
            System.err.println("usage: Agent.java [--transfer] [--wrong NAME], where NAME is one of: " + Wrong.names());
            System.exit(USAGE_EXIT);
        }
        // Neither stream buffers an answer: PrintStream would also swallow the error of a closed pipe.
        new Agent(new Session(queues.get()))
                .serve(new BufferedInputStream(System.in), new FileOutputStream(FileDescriptor.out));
    }

    /** The queues that the arguments select, or nothing if the arguments are not understood. */
    private static Optional<Queues> configured(String[] arguments) {
        boolean transfer = false;
        String wrong = null;
        for (int next = 0; next < arguments.length; next++) {
            if (arguments[next].equals("--transfer") && !transfer) {
                transfer = true;
            } else if (arguments[next].equals("--wrong") && wrong == null && next + 1 < arguments.length) {
                wrong = arguments[++next];
            } else {
                return Optional.empty();
            }
        }
        Queues right = transfer ? Queues::withTransfer : Queues::standard;
        return wrong == null ? Optional.of(right) : Wrong.variant(wrong, right);
    }

    private void serve(InputStream in, OutputStream out) throws IOException {
        boolean ended = false;
        while (!ended) {
            byte[] line = nextLine(in);
            if (line == null) {
                return;
            }
            Reply reply = answered(line);
            byte[] text = (reply.text() + "\n").getBytes(StandardCharsets.UTF_8);
            try {
                out.write(text);
            } catch (IOException _) {
                return; // The suite has closed the pipe.
            }
            ended = reply.endsSession();
        }
    }

    /**
     * A line without its end, or null at the end of the input. Of a line that is too long it keeps one byte more than
     * the limit, so that such a line cannot fill the memory. The last line of the input may have no end.
     */
    private static byte[] nextLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() <= MOST_BYTES) {
                line.write(next);
            }
        }
        return line.toByteArray();
    }

    private record Reply(String text, boolean endsSession) {}

    private Reply answered(byte[] line) {
        if (line.length > MOST_BYTES) {
            return new Reply(Json.write(Request.answer(null, Request.fault("line-too-long"))), false);
        }
        Request request;
        try {
            request = Request.of(Json.read(line));
        } catch (Json.Malformed _) {
            return new Reply(Json.write(Request.answer(null, Request.fault("bad-line"))), false);
        } catch (Request.Refused refused) {
            return new Reply(Json.write(Request.answer(null, refused.answer())), false);
        }
        Map<String, Object> given = session.serve(request);
        String text = Json.write(Request.answer(request.id(), given));
        if (Json.sizeInBytes(text) > MOST_BYTES) {
            return new Reply(Json.write(Request.answer(request.id(), Request.fault("answer-too-long"))), false);
        }
        return new Reply(text, Session.endsAfter(request, given));
    }
}
