package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

class OversizedRequestsUnitTests {

    private final OversizedRequests filter = new OversizedRequests(
            DataSize.ofBytes(10),
            new SecurityProblems(
                    JsonMapper.builder().build(),
                    new IcuMessages(),
                    new Refusals(event -> {}, java.time.Clock.systemUTC()),
                    new HttpSessionRequestCache(),
                    new SignInSettings(null, null, null, null)));
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    @Test
    void letsThroughWhatFits() throws Exception {
        filter.doFilter(post("/imports", 10), response, chain);
        assertThat(chain.getRequest()).isNotNull();
    }

    @Test
    void answersAPageBeforeAnybodyReadsTheBody() throws Exception {
        filter.doFilter(post("/imports", 11), response, chain);
        assertThat(response.getStatus()).isEqualTo(413);
        assertThat(response.getErrorMessage()).isNull();
        assertThat(chain.getRequest()).isNull();
    }

    @Test
    void answersTheApiWithProblemDetails() throws Exception {
        filter.doFilter(post("/api/v1/imports", 11), response, chain);
        assertThat(response.getStatus()).isEqualTo(413);
        assertThat(response.getContentAsString()).contains("urn:amparo:problem:content-too-large");
    }

    @Test
    void showsTheErrorPageARequestWithoutABody() throws Exception {
        var request = post("/error", 11);
        request.setParameter("note", "long");
        request.setDispatcherType(DispatcherType.ERROR);
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/imports");
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 413);
        filter.doFilter(request, response, chain);
        assertThat(chain.getRequest()).isNotNull();
        assertThat(chain.getRequest().getParameterMap()).isEmpty();
        assertThat(chain.getRequest().getParameter("note")).isNull();
    }

    private static MockHttpServletRequest post(String address, int bytes) {
        var request = new MockHttpServletRequest("POST", address);
        request.setContent(new byte[bytes]);
        return request;
    }
}
