package org.amparo.reporting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Personal;
import org.junit.jupiter.api.Test;

class NothingPersonalUnitTests {

    @Test
    void knowsNoPersonalValueAndNoReferenceOfACase() {
        noClasses()
                .that()
                .resideInAPackage("org.amparo.reporting..")
                .and()
                .haveSimpleNameNotEndingWith("Tests")
                .and()
                .doNotHaveSimpleName("Told")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Personal.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(HumanReference.class)
                .because("nothing that leads to a person may reach the figures")
                .check(new ClassFileImporter().importPackages("org.amparo.reporting"));
    }
}
