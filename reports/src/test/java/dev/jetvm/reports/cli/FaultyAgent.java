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
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An agent in front of another: passes lines on, but for one thing that it does wrong. The first argument names it,
 * the others start the agent behind.
 */
public final class FaultyAgent {
    private static final List<String> CONTROL = List.of("\"hello\"", "\"configure\"", "\"reset\"", "\"bye\"");
    /** None of them breaks the line. */
    private static final List<String> ABSURD = List.of("1e400", "-1e400", "1e-400", "9007199254740993", "1".repeat(900),
            "-1", "0.5", "null", "[]", "{}", "\"\"", "\"\\ud800\"", "\"\\u0000\\u001b[2J\"", "\"0x\"", "\"1e5\"",
            "\"AAA\"",
            "[".repeat(200) + "]".repeat(200), "\"" + "\ud83d\ude00".repeat(300) + "\"");
    private static final Pattern LEAF = Pattern.compile("[:\\[,](\"[^\"\\\\]*\"|-?[0-9.]+|true|false|null)(?=[,}\\]])");

    /** Number of hashes asked for. */
    private static int hashes;

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

    /** In the value of each answer, one number or text after the other becomes something absurd. */
    private static String absurd(String request, String answer) {
        int from = answer.indexOf("\"value\":");
        if (from < 0 || CONTROL.stream().anyMatch(request::contains)) {
            return answer;
        }
        int turn = Math.floorMod(request.hashCode(), ABSURD.size());
        Matcher leaf = LEAF.matcher(answer);
        List<MatchResult> leaves = leaf.region(from + "\"value\":".length(), answer.length()).results().toList();
        if (leaves.isEmpty()) {
            return answer;
        }
        MatchResult chosen = leaves.get(turn % leaves.size());
        return answer.substring(0, chosen.start(1)) + ABSURD.get(turn) + answer.substring(chosen.end(1));
    }

    private static String changed(String fault, String request, String answer) {
        return switch (fault) {
            case "wrong-hash" -> request.contains("string.hash") ? answer.replace("0x811C9DC5", "0x811C9DC4") : answer;
            case "wrong-at-times" ->
                request.contains("string.hash") && hashes++ % 3 == 0
                        ? answer.replace("0x811C9DC5", "0x811C9DC4")
                        : answer;
            case "nil-is-zero" -> request.contains("\"nil\"") ? answer.replace("0x0000000000000002", "0x0") : answer;
            case "lies" -> request.contains("\"string.hash\"") || request.contains("\"string.form\"")
                    ? answer.replaceAll("\"outcome\".*", "\"outcome\":\"unsupported\",\"feature\":\"string.forms\"}")
                    : answer;
            case "no-heap" -> answer.replace("\"heap\":[", "\"pile\":[");
            case "has-tasks" ->
                request.contains("\"hello\"") ? answer.replace("\"vm\":[", "\"vm\":[\"tasks\",") : answer;
            case "half-a-map" -> request.contains("heap.map")
                    ? answer.replaceAll("\"bitmap\":\"[^\"]*\"", "\"bitmap\":\"AAAA\"")
                    : answer;
            case "null-hello" -> request.contains("\"hello\"")
                    ? answer.replaceAll("\"impl\":\\{[^}]*}", "\"impl\":null")
                    : answer;
            case "half-pair" -> request.contains("string.hash")
                    ? answer.replaceAll("\"outcome\".*", "\"outcome\":\"panic\",\"code\":\"a\\\\ud800\"}")
                    : answer;
            case "escapes" -> request.contains("string.hash")
                    ? answer.replaceAll("\"outcome\".*",
                            "\"outcome\":\"\\\\u001b]0;owned\\\\u0007\\\\u001b[2J\u009b\u202e\"}")
                    : request.contains("\"hello\"") ? answer.replace("\"name\":\"", "\"name\":\"\\u001b[2J") : answer;
            case "absurd" -> absurd(request, answer);
            case "dies" -> {
                if (request.contains("layout.soa")) {
                    System.err.println("soa: \u001b[2Jno room");
                    Runtime.getRuntime().halt(3);
                }
                yield answer;
            }
            default -> answer;
        };
    }
}
