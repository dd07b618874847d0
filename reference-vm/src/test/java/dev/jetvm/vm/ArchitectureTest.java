package dev.jetvm.vm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;

/** The reference stands on the runtime and knows nothing of the suite that judges it. */
@AnalyzeClasses(packages = "dev.jetvm", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_REFERENCE_DOES_NOT_KNOW_ITS_JUDGE = noClasses().that().resideInAPackage("dev.jetvm.vm..")
            .should().dependOnClassesThat().resideInAnyPackage("dev.jetvm.conformance..", "dev.jetvm.features..",
                    "dev.jetvm.reports..", "dev.jetvm.spec..");

    @ArchTest
    static final ArchRule THE_INTERPRETER_KNOWS_NO_FASTER_ENGINE = noClasses().that()
            .resideInAPackage("dev.jetvm.vm.interp..").should().dependOnClassesThat()
            .resideInAPackage("dev.jetvm.vm.fast..");

    @ArchTest
    static final ArchRule NOTHING_SHARED_KEEPS_A_MUTATOR = noFields().that().haveRawType(Mutator.class).should()
            .beDeclaredInClassesThat().areNotAnnotatedWith(PerMutator.class)
            .because("what threads share takes the mutator of its caller as a parameter");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("dev.jetvm.vm.(*)..").should().beFreeOfCycles();
}
