package org.amparo.benchmark;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Reads a JSON document and writes it out again, behind the same server, security and converters as everything else: what an answer of that size and shape
 * costs when there is nothing to know and nothing to decide.
 */
@TestComponent
@RestController
class Echo {

    static final String PATH = "/api/v1/echo";

    @PostMapping(PATH)
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
    JsonNode echo(@RequestBody JsonNode document) {
        return document;
    }
}
