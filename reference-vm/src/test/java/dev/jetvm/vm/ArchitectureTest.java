package dev.jetvm.vm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The reference stands on the runtime and knows nothing of the suite that judges it. */
@AnalyzeClasses(packages = "dev.jetvm", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_REFERENCE_DOES_NOT_KNOW_ITS_JUDGE = noClasses().that().resideInAPackage("dev.jetvm.vm..")
            .should().dependOnClassesThat().resideInAnyPackage("dev.jetvm.conformance..", "dev.jetvm.features..",
                    "dev.jetvm.reports..", "dev.jetvm.spec..");

    @ArchTest
    static final ArchRule PACKAGES_FORM_LAYERS = slices().matching("dev.jetvm.vm.(*)..").should().beFreeOfCycles();
}
