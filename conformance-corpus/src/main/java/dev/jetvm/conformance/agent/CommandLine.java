package dev.jetvm.conformance.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into words as a POSIX shell does, and does nothing else that a shell does: no variables, no
 * patterns, no pipes. Who wants those writes {@code sh -c '...'}.
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
     * The words of a command. Blanks separate; single quotes keep everything, double quotes everything but a
     * backslash before {@code "} or {@code \}; outside quotes a backslash keeps the next character.
     *
     * @throws IllegalArgumentException if a quote is not closed, the text ends in a backslash, or there is no word;
     *         the message says where
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
