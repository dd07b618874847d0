package dev.jetvm.benchmarks;

import static dev.jetvm.benchmarks.BenchmarkHeap.NATIVE_ACCESS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Measures protocol round trips with a process: the reference, or a peer that returns a constant, as the baseline. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = NATIVE_ACCESS)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class ProtocolBenchmark {
    private static final byte[] REQUEST = "{\"id\":1,\"op\":\"value.encode\",\"value\":{\"kind\":\"int\",\"value\":\"1\"}}\n"
            .getBytes(StandardCharsets.UTF_8);

    @Param({"reference", "echo"})
    @SuppressWarnings("NullAway.Init") // set by JMH
    private String peer;
    @SuppressWarnings("NullAway.Init") // set before the trial
    private Process process;
    @SuppressWarnings("NullAway.Init") // set before the trial
    private OutputStream to;
    @SuppressWarnings("NullAway.Init") // set before the trial
    private BufferedReader from;

    @Setup
    public void start() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(peer.equals("echo")
                ? List.of(EchoPeer.class.getName())
                : List.of("dev.jetvm.vm.cli.Jet", "agent"));
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        to = process.getOutputStream();
        from = process.inputReader(StandardCharsets.UTF_8);
    }

    @TearDown
    public void stop() throws IOException, InterruptedException {
        to.close();
        process.waitFor();
    }

    @Benchmark
    public String roundTrip() throws IOException {
        to.write(REQUEST);
        to.flush();
        return String.valueOf(from.readLine());
    }
}
