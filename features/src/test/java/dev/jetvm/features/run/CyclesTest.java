package dev.jetvm.features.run;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages have no cyclic dependencies. */
@AnalyzeClasses(packages = "dev.jetvm.features", importOptions = ImportOption.DoNotIncludeTests.class)
class CyclesTest {
    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.jetvm.features.(*)..").should().beFreeOfCycles();
}
