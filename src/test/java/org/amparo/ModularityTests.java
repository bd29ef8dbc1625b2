package org.amparo;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void modulesKeepToTheirWalls() {
        ApplicationModules.of(Amparo.class).verify();
    }
}
