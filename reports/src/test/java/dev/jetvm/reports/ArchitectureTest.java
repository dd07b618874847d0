package dev.jetvm.reports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Reports know the kit and the features, never the reference: it is run like a stranger. */
@AnalyzeClasses(packages = "dev.jetvm", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule NOTHING_KNOWS_THE_REFERENCE = noClasses().that()
            .resideInAnyPackage("dev.jetvm.reports..", "dev.jetvm.conformance..", "dev.jetvm.features..").should()
            .dependOnClassesThat().resideInAnyPackage("dev.jetvm.runtime..", "dev.jetvm.vm..");

    @ArchTest
    static final ArchRule THE_MODEL_KNOWS_NO_FORM = noClasses().that().resideInAPackage("dev.jetvm.reports.model..")
            .should().dependOnClassesThat().resideInAnyPackage("dev.jetvm.reports.render..", "dev.jetvm.reports.cli..",
                    "dev.jetvm.reports.run..", "dev.jetvm.reports.listener..");
}
