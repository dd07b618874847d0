package dev.jetvm.reports.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An agent in front of another: passes lines on, but for one thing that it does wrong. The first argument names it,
 * the others start the agent behind.
 */
public final class FaultyAgent {
    private FaultyAgent() {}

    public static void main(String[] arguments) throws IOException {
        String fault = arguments[0];
        List<String> behind = Arrays.asList(arguments).subList(1, arguments.length);
        Process process = new ProcessBuilder(behind).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (BufferedReader lines = reader(System.in);
                BufferedReader answers = reader(process.getInputStream());
                PrintStream to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> {
                to.println(line);
                out.println(changed(fault, line, next(answers)));
            });
        }
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private static String next(BufferedReader answers) {
        try {
            return String.valueOf(answers.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String changed(String fault, String request, String answer) {
        return switch (fault) {
            case "wrong-hash" -> request.contains("string.hash") ? answer.replace("0x811C9DC5", "0x811C9DC4") : answer;
            case "nil-is-zero" -> request.contains("\"nil\"") ? answer.replace("0x0000000000000002", "0x0") : answer;
            case "lies" -> request.contains("\"string.hash\"") || request.contains("\"string.form\"")
                    ? answer.replaceAll("\"outcome\".*", "\"outcome\":\"unsupported\",\"feature\":\"string.forms\"}")
                    : answer;
            case "no-heap" -> answer.replace("\"heap\":[", "\"pile\":[");
            case "half-a-map" -> request.contains("heap.map")
                    ? answer.replaceAll("\"bitmap\":\"[^\"]*\"", "\"bitmap\":\"AAAA\"")
                    : answer;
            case "dies" -> {
                if (request.contains("layout.soa")) {
                    Runtime.getRuntime().halt(3);
                }
                yield answer;
            }
            default -> answer;
        };
    }
}
