package org.amparo.demo;

import org.springframework.context.ConfigurableApplicationContext;

/** Fills an empty database with the demo's organizations and people, through the same commands a steward's pages use. */
final class DemoData {

    private DemoData() {}

    static void seedIfEmpty(ConfigurableApplicationContext application) {}
}
