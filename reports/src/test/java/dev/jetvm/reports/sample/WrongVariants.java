package dev.jetvm.reports.sample;

import dev.jetvm.reports.faults.FaultSample;
import dev.jetvm.reports.run.CaseSample;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Wrong variants of an agent, each a row of values between commas that begins with its name. Each takes seconds, so those of
 * {@link FaultSample} are tried, at least one.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(WrongVariants.Rows.class)
@interface WrongVariants {
    String[] value();

    /** The rows of a method. */
    final class Rows implements ArgumentsProvider, AnnotationConsumer<WrongVariants> {
        private List<String[]> rows = List.of();

        @Override
        public void accept(WrongVariants annotation) {
            rows = Arrays.stream(annotation.value()).map(row -> row.split(",\\s*", -1)).toList();
        }

        @Override
        public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters,
                ExtensionContext context) {
            CaseSample sample = FaultSample.chosen();
            List<String[]> tried = rows.stream().filter(row -> sample.has(row[0])).toList();
            if (tried.isEmpty()) {
                tried = List.<String[]>of(rows.get((int) Math.floorMod(FaultSample.seed(), rows.size())));
            }
            return tried.stream().map(row -> Arguments.of((Object[]) row));
        }
    }
}
