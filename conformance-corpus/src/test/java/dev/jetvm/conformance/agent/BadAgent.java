package dev.jetvm.conformance.agent;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The agents that the pool is tested against: one program, started by itself, that does what its mode says. Served well
 * are {@code hello, configure, reset, ping, cancel, bye} and {@code value.decode}; the modes whose names begin with
 * {@code once-} misbehave at the start and only in the first process of a test, all others on
 * {@code value.classify}.
 *
 * <p>Arguments: the mode, a file that tells whether there was an earlier process. A file {@code go} beside it is the
 * test's signal to the agent.
 */
final class BadAgent {
    private static final Pattern ID = Pattern.compile("\"id\":(-?\\d+)");
    private static final Pattern OP = Pattern.compile("\"op\":\"([^\"]*)\"");

    private final String mode;
    private final boolean first;
    private final Path go;
    private final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false,
            StandardCharsets.UTF_8);
    private String word = "int";

    private BadAgent(String mode, boolean first, Path go) {
        this.mode = mode;
        this.first = first;
        this.go = go;
    }

    public static void main(String[] args) throws Exception {
        Path marker = Path.of(args[1]);
        new BadAgent(args[0], isFirst(marker), marker.resolveSibling("go")).serve();
    }

    private static boolean isFirst(Path marker) throws IOException {
        try {
            Files.createFile(marker);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private void serve() throws Exception {
        if (first && mode.equals("once-exit-at-once")) {
            System.err.println("no configuration found");
            System.exit(3);
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        while (line != null) {
            Matcher id = ID.matcher(line);
            Matcher op = OP.matcher(line);
            if (id.find() && op.find()) {
                answer(id.group(1), op.group(1));
            } else {
                say("{\"id\":null,\"outcome\":\"error\",\"code\":\"bad-line\",\"definite\":true}\n");
            }
            line = in.readLine();
        }
        if (mode.equals("deaf")) {
            hang();
        }
    }

    private void answer(String id, String op) throws Exception {
        switch (op) {
            case "hello" -> hello(id);
            case "value.classify" -> misbehave(id);
            case "value.decode" -> ok(id, "{\"value\":{\"kind\":\"nil\"}}");
            case "bye" -> bye(id);
            case "symbol.intern" -> {
                word = "symbol";
                ok(id, "{\"word\":\"0x5\"}");
            }
            case "reset" -> {
                word = "int";
                ok(id, "{}");
            }
            case "configure" -> configure(id);
            case "ping", "cancel" -> ok(id, "{}");
            default -> say("{\"id\":%s,\"outcome\":\"unsupported\",\"feature\":\"%s\"}\n".formatted(id, op));
        }
    }

    private void hello(String id) throws Exception {
        if (first && mode.equals("once-hang-at-hello")) {
            hang();
        }
        if (first && mode.equals("once-banner")) {
            say("Welcome to the agent!\n");
        }
        if (first && mode.equals("once-null-hello")) {
            ok(id, "{\"protocol\":1,\"impl\":null,\"capabilities\":null,\"profiles\":null}");
            return;
        }
        String protocol = first && mode.equals("once-no-protocol") ? "2" : "1";
        ok(id, """
                {"protocol":%s,"impl":{"name":"bad","version":"%d","language":"Java","issues":""},\
                "capabilities":{"value":["words","symbols"]},"controls":[],"profiles":["tagged"],\
                "params":{"wordBits":64}}""".formatted(protocol, ProcessHandle.current().pid()));
    }

    private void configure(String id) throws Exception {
        if (mode.equals("no-configure")) {
            say("{\"id\":%s,\"outcome\":\"unsupported\",\"feature\":\"profile.tagged\"}\n".formatted(id));
            return;
        }
        ok(id, "{}");
        if (first && mode.equals("no-read")) {
            hang();
        }
    }

    private void misbehave(String id) throws Exception {
        switch (mode) {
            case "hang" -> hang();
            case "flood-out" -> flood("{\"id\":0,\"outcome\":\"ok\",\"value\":{}}\n");
            case "flood-words" -> flood("debug: looking at the word ");
            case "flood-err" -> {
                byte[] noise = "stack trace line\n".repeat(4096).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 300; i++) {
                    System.err.write(noise, 0, noise.length);
                }
                System.err.println("the last words");
                kind(id);
            }
            case "half-line-hang" -> {
                say("{\"id\":" + id + ",\"outc");
                hang();
            }
            case "half-line-exit" -> {
                say("{\"id\":" + id + ",\"outc");
                System.exit(0);
            }
            case "no-newline" -> {
                say("{\"id\":" + id + ",\"outcome\":\"ok\",\"value\":{\"kind\":\"int\"}}");
                hang();
            }
            case "invalid-utf8" -> {
                out.write("{\"id\":%s,\"outcome\":\"ok\",\"value\":\"".formatted(id).getBytes(StandardCharsets.UTF_8));
                out.write(new byte[]{(byte) 0xC3, (byte) 0x28});
                say("\"}\n");
            }
            case "not-json" -> say("classify called\n");
            case "two-in-one" ->
                say("{\"id\":%s,\"outcome\":\"ok\"}{\"id\":%s,\"outcome\":\"ok\"}\n".formatted(id, id));
            case "long-line" -> {
                byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 100; i++) {
                    out.write(part);
                }
                say("\n");
            }
            case "wrong-id" -> ok(Long.toString(Long.parseLong(id) + 1000), "{\"kind\":\"int\"}");
            case "no-id" -> say("{\"outcome\":\"ok\",\"value\":{\"kind\":\"int\"}}\n");
            case "no-outcome" -> say("{\"id\":%s,\"value\":{\"kind\":\"int\"}}\n".formatted(id));
            case "duplicate" -> {
                String answer = "{\"id\":%s,\"outcome\":\"ok\",\"value\":{\"kind\":\"int\"}}\n".formatted(id);
                say(answer + answer);
            }
            case "half-pair" -> say("{\"id\":%s,\"outcome\":\"panic\",\"code\":\"a\\ud800\"}\n".formatted(id));
            case "half-pair-outcome" -> say("{\"id\":%s,\"outcome\":\"\\udfff\"}\n".formatted(id));
            case "infinite" -> ok(id, "{\"kind\":1e999}");
            case "infinite-id" -> ok("1e999", "{}");
            case "text-id" -> ok("\"" + id + "\"", "{}");
            case "negative-id" -> ok("-" + id, "{}");
            case "fraction-id" -> ok(id + ".5", "{}");
            case "huge-number" -> ok(id, "{\"kind\":" + "1".repeat(100_000) + "}");
            case "deep" -> ok(id, "{\"kind\":" + "[".repeat(5000) + "]".repeat(5000) + "}");
            case "two-of-a-name" -> ok(id, "{\"kind\":\"int\",\"kind\":\"nil\"}");
            default -> misbehaveAsProcess(id);
        }
    }

    private void misbehaveAsProcess(String id) throws Exception {
        switch (mode) {
            case "late" -> {
                // Answers when it is told to cancel: after its time, with the right id.
                if (System.in.read() >= 0) {
                    kind(id);
                }
                hang();
            }
            case "lies" -> say("{\"id\":%s,\"outcome\":\"unsupported\",\"feature\":\"value.words\"}\n".formatted(id));
            case "schema" -> ok(id, "{\"kind\":\"integer\"}");
            case "exit" -> {
                System.err.println("assertion failed in classify");
                System.exit(134);
            }
            case "exit-once" -> {
                if (first) {
                    System.exit(1);
                }
                kind(id);
            }
            case "signal-kill" -> {
                new ProcessBuilder("kill", "-KILL", Long.toString(ProcessHandle.current().pid())).start().waitFor();
                hang();
            }
            case "close-out" -> {
                out.close();
                System.out.close();
                hang();
            }
            case "child-hang", "child-exit" -> {
                // A child that keeps the pipes open and outlives its parent.
                Process child = new ProcessBuilder("sleep", "600").inheritIO().start();
                System.err.println("child " + child.pid());
                if (mode.equals("child-exit")) {
                    System.exit(7);
                }
                hang();
            }
            case "afterthought" -> {
                // Answers again when the case is over, which the test tells it by a file.
                kind(id);
                while (!Files.exists(go)) {
                    Thread.onSpinWait();
                }
                kind(id);
            }
            case "state" -> ok(id, "{\"kind\":\"" + word + "\"}");
            default -> kind(id);
        }
    }

    private void bye(String id) throws Exception {
        ok(id, "{}");
        if (mode.equals("no-end")) {
            hang();
        }
        System.exit(mode.equals("bye-status") ? 5 : 0);
    }

    private void kind(String id) {
        ok(id, "{\"kind\":\"int\"}");
    }

    private void ok(String id, String value) {
        say("{\"id\":%s,\"outcome\":\"ok\",\"value\":%s}\n".formatted(id, value));
    }

    private void say(String text) {
        out.print(text);
        out.flush();
    }

    private void flood(String text) {
        String much = text.repeat(1000);
        while (!out.checkError()) {
            out.print(much);
        }
    }

    private static void hang() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
