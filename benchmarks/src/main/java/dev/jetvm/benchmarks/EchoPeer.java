package dev.jetvm.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Responds to each line with a constant, which isolates the cost of the transport. */
public final class EchoPeer {
    private EchoPeer() {}

    public static void main(String[] args) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        while (lines.readLine() != null) {
            out.println(
                    "{\"id\":1,\"outcome\":\"ok\",\"value\":{\"form\":\"immediate\",\"word\":\"0x0000000000000008\"}}");
        }
    }
}
