package dev.jetvm.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The runtime is the bottom of the house. */
@AnalyzeClasses(packages = "dev.jetvm", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_RUNTIME_KNOWS_NOTHING_ABOVE_IT = noClasses().that()
            .resideInAPackage("dev.jetvm.runtime..").should().dependOnClassesThat().resideInAnyPackage(
                    "dev.jetvm.vm..", "dev.jetvm.conformance..", "dev.jetvm.features..", "dev.jetvm.reports..",
                    "dev.jetvm.spec..");
}
