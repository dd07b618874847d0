package dev.jetvm.conformance.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into words by the quoting rules of a POSIX shell. Variables, patterns and pipes are not supported; a
 * command that needs them must use {@code sh -c '...'}.
 */
public final class CommandLine {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private CommandLine(String text) {
        this.text = text;
    }

    /**
     * Splits a command into words. Blanks separate words. Single quotes preserve every character. Double quotes
     * preserve every character except a backslash before {@code "} or {@code \}. Outside quotes a backslash preserves
     * the next character.
     *
     * @throws IllegalArgumentException if a quote is not closed, the text ends in a backslash, or there is no word; the
     *        message gives the position
     */
    public static List<String> parse(String text) {
        CommandLine line = new CommandLine(text);
        line.run();
        if (line.words.isEmpty()) {
            throw new IllegalArgumentException("the command is empty");
        }
        return List.copyOf(line.words);
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case ' ', '\t', '\n', '\r' -> endWord();
                case '\'' -> single();
                case '"' -> doubled();
                case '\\' -> keep(next("a backslash at the end"));
                default -> keep(c);
            }
        }
        endWord();
    }

    private void single() {
        int opened = at;
        inWord = true;
        char c = next("the quote ' opened at column " + opened + " is not closed");
        while (c != '\'') {
            keep(c);
            c = next("the quote ' opened at column " + opened + " is not closed");
        }
    }

    private void doubled() {
        String unclosed = "the quote \" opened at column " + at + " is not closed";
        inWord = true;
        char c = next(unclosed);
        while (c != '"') {
            if (c == '\\') {
                char escaped = next(unclosed);
                if (escaped != '"' && escaped != '\\') {
                    keep('\\');
                }
                keep(escaped);
            } else {
                keep(c);
            }
            c = next(unclosed);
        }
    }

    private char next(String otherwise) {
        if (at == text.length()) {
            throw new IllegalArgumentException(otherwise + " in the command: " + text);
        }
        return text.charAt(at++);
    }

    private void keep(char c) {
        inWord = true;
        word.append(c);
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
