package org.amparo.benchmark;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Sends a request on the caller's own thread, so that what it sends to the database can be recorded. */
final class InProcess {

    private final MockMvc mvc;

    InProcess(ConfigurableApplicationContext application) {
        this.mvc = MockMvcBuilders.webAppContextSetup((WebApplicationContext) application)
                .apply(SecurityMockMvcConfigurers.springSecurity())
                .build();
    }

    void get(String path, String token) throws Exception {
        var result = mvc.perform(MockMvcRequestBuilders.get(java.net.URI.create(path))
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token))
                .andReturn();
        if (result.getResponse().getStatus() != 200) {
            throw new IllegalStateException(
                    path + " answered " + result.getResponse().getStatus());
        }
    }
}
