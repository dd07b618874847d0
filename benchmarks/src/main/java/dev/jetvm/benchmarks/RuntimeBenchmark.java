package dev.jetvm.benchmarks;

import static dev.jetvm.benchmarks.BenchmarkHeap.NATIVE_ACCESS;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.object.FieldType;
import dev.jetvm.runtime.object.Representation;
import dev.jetvm.runtime.object.StructLayout;
import dev.jetvm.runtime.value.Kind;
import dev.jetvm.runtime.value.NanWord;
import dev.jetvm.runtime.value.TaggedWord;
import dev.jetvm.runtime.value.Value;
import java.util.List;
import java.util.stream.IntStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures operations on words, headers and layouts, without the protocol. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = NATIVE_ACCESS)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class RuntimeBenchmark {
    private static final List<FieldType> TYPES = FieldType.named().toList();

    private final List<Field> fields = IntStream.range(0, 32)
            .mapToObj(k -> new Field("f" + k, TYPES.get(k * 7 % TYPES.size()))).toList();
    private final Header header = Header.of(0xABCDEF, 6, 1, 24, 1, 8, 2, 5);
    private final byte[] image = header.pack();
    private Value value = new Value.Int(123_456_789);
    private long word = TaggedWord.encode(value);
    private long nanWord = NanWord.encode(value);

    @Benchmark
    public long encode() {
        return TaggedWord.encode(value);
    }

    @Benchmark
    public Value decode() {
        return TaggedWord.decode(word);
    }

    @Benchmark
    public Kind classify() {
        return TaggedWord.classify(word);
    }

    @Benchmark
    public long nanEncode() {
        return NanWord.encode(value);
    }

    @Benchmark
    public Value nanDecode() {
        return NanWord.decode(nanWord);
    }

    @Benchmark
    public byte[] headerPack() {
        return header.pack();
    }

    @Benchmark
    public Header headerUnpack() {
        return Header.unpack(image);
    }

    @Benchmark
    public StructLayout layoutOf32Fields() {
        return StructLayout.of(fields, Representation.DEFAULT);
    }
}
