package dev.jetvm.conformance;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A package can be read after those it depends on. */
@AnalyzeClasses(packages = "dev.jetvm.conformance", importOptions = ImportOption.DoNotIncludeTests.class)
class CyclesTest {
    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.jetvm.conformance.(*)..").should().beFreeOfCycles();
}
