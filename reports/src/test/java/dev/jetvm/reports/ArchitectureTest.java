package dev.jetvm.reports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
    static final ArchRule NO_CYCLES = slices().matching("dev.jetvm.reports.(*)..").should().beFreeOfCycles();

    /** Only there are control characters escaped. The entry of the command has the last words of a process in need. */
    @ArchTest
    static final ArchRule THE_TERMINAL_IS_WRITTEN_IN_ONE_PLACE = noClasses().that()
            .resideInAPackage("dev.jetvm.reports..").and().doNotHaveSimpleName("Terminal").and()
            .doNotHaveSimpleName("ConformanceCommand").should().accessField(System.class, "out").orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule THE_MODEL_KNOWS_NO_FORM = noClasses().that().resideInAPackage("dev.jetvm.reports.model..")
            .should().dependOnClassesThat().resideInAnyPackage("dev.jetvm.reports.render..", "dev.jetvm.reports.cli..",
                    "dev.jetvm.reports.run..", "dev.jetvm.reports.listener..");
}
