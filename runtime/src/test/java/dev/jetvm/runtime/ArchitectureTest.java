package dev.jetvm.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;

/** The runtime is the bottom of the house. */
@AnalyzeClasses(packages = "dev.jetvm", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_RUNTIME_KNOWS_NOTHING_ABOVE_IT = noClasses().that()
            .resideInAPackage("dev.jetvm.runtime..").should().dependOnClassesThat().resideInAnyPackage(
                    "dev.jetvm.vm..", "dev.jetvm.conformance..", "dev.jetvm.features..", "dev.jetvm.reports..",
                    "dev.jetvm.spec..");

    @ArchTest
    static final ArchRule MEMORY_KNOWS_NOTHING_OF_THE_COLLECTOR = noClasses().that()
            .resideInAPackage("dev.jetvm.runtime.memory..").should().dependOnClassesThat()
            .resideInAnyPackage("dev.jetvm.runtime.gc..", "dev.jetvm.runtime.type..");

    @ArchTest
    static final ArchRule THE_COLLECTOR_KNOWS_NO_TYPES = noClasses().that().resideInAPackage("dev.jetvm.runtime.gc..")
            .should().dependOnClassesThat().resideInAnyPackage("dev.jetvm.runtime.type..", "dev.jetvm.runtime.object..")
            .because("it is told the slots of an object through ObjectShapes");

    @ArchTest
    static final ArchRule NOTHING_SHARED_KEEPS_A_MUTATOR = noFields().that().haveRawType(Mutator.class).should()
            .beDeclaredInClassesThat().areNotAnnotatedWith(PerMutator.class)
            .because("what threads share takes the mutator of its caller as a parameter");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("dev.jetvm.runtime.(*)..").should()
            .beFreeOfCycles();
}
