package dev.jetvm.conformance.command;

import dev.jetvm.conformance.session.Launch;
import dev.jetvm.conformance.text.DisplayText;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The signals of a process case, which are sent in order, each as soon as its text is on standard output.
 *
 * @spec CONF-27
 */
final class SignalSequence {
    private final List<Launch.Signal> signals;
    private final Signals kill;
    /** The number of signals that were sent. */
    private int sent;
    /** The byte of standard output after the text of the last one. */
    private int at;
    /** What {@code kill} said of a signal that it could not send. */
    private String complaint = "";

    SignalSequence(List<Launch.Signal> signals, Signals kill) {
        this.signals = signals;
        this.kill = kill;
    }

    /**
     * Sends the signals, until one cannot be sent.
     *
     * @param out standard output of the process; nothing is waited for after {@link BoundedOutput#stopWaiting}
     * @param deadline of {@link System#nanoTime}
     */
    void send(Process process, BoundedOutput out, long deadline) throws InterruptedException {
        while (sent < signals.size()) {
            Launch.Signal next = signals.get(sent);
            int end = out.await(next.after(), at, deadline);
            if (end < 0 || !process.isAlive()) {
                return;
            }
            complaint = kill.send(process.pid(), next.name());
            if (!complaint.isEmpty()) {
                return;
            }
            at = end;
            sent++;
        }
    }

    /** Which signal was not sent, and why; empty if all were sent. */
    String unsent(BoundedOutput out) {
        if (sent == signals.size()) {
            return "";
        }
        Launch.Signal next = signals.get(sent);
        String text = quoted(next.after());
        String place = sent == 0 ? "" : " after the text of signal " + sent;
        String why;
        if (!out.contains(next.after(), at)) {
            why = "standard output does not contain " + text + place;
        } else if (complaint.isEmpty()) {
            why = "the process or its time had ended when standard output contained " + text + place;
        } else {
            why = complaint;
        }
        return "signal %d of %d (%s) was not sent: %s".formatted(sent + 1, signals.size(), next.name(), why);
    }

    /** For the message about a process that did not end: the signal not sent, or those sent; empty without signals. */
    String state(BoundedOutput out) {
        if (signals.isEmpty()) {
            return "";
        }
        return "; " + (sent < signals.size()
                ? unsent(out)
                : "it was sent " + signals.stream().map(each -> each.name().name()).collect(Collectors.joining(", ")));
    }

    /** How a reader repeats the signals, as a comment for the end of a command; empty if there are none. */
    static String comment(List<Launch.Signal> signals) {
        return signals.isEmpty()
                ? ""
                : signals.stream()
                        .map(each -> "when it has written %s, kill -%s its process".formatted(quoted(each.after()),
                                each.name()))
                        .collect(Collectors.joining("; then ", " # then: ", ""));
    }

    /** A text as in JSON, on one line. */
    private static String quoted(String text) {
        return DisplayText.line(JsonNodeFactory.instance.stringNode(text).toString());
    }
}
