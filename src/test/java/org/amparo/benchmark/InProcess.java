package org.amparo.benchmark;

import java.net.URI;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
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
        perform(MockMvcRequestBuilders.get(URI.create(path)), token, HttpStatus.OK.value());
    }

    void post(String path, String json, String token, int expected) throws Exception {
        perform(
                MockMvcRequestBuilders.post(URI.create(path))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json),
                token,
                expected);
    }

    private void perform(MockHttpServletRequestBuilder request, String token, int expected) throws Exception {
        var response = mvc.perform(request.header(HttpHeaders.AUTHORIZATION, "Bearer " + token))
                .andReturn()
                .getResponse();
        if (response.getStatus() != expected) {
            throw new IllegalStateException("answered " + response.getStatus() + ": " + response.getContentAsString());
        }
    }
}
