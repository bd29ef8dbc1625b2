package org.amparo;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.membership.SignedIn;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What is true of the whole API, for its description at {@code /api/v1/openapi}: tokens, keys of writes, problems. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final Set<PathItem.HttpMethod> WRITES = Set.of(
            PathItem.HttpMethod.POST, PathItem.HttpMethod.PUT, PathItem.HttpMethod.PATCH, PathItem.HttpMethod.DELETE);

    // Who asks is told by the token, never by a parameter.
    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(SignedIn.class, Actor.class);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Amparo")
                        .version("v1")
                        .description(
                                "Routes detained people to legal representation. Times are UTC, dates are Pacific. Properties the"
                                        + " API does not know are refused. Answers to bad input and trouble are problem details (RFC 9457)"
                                        + " with a stable type.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("A token of the identity provider for the audience amparo-api."))
                        .addSchemas("Problem", problem()))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    /** An operation that only tells of its refusals answers as its handler says when all is well. */
    @Bean
    GlobalOperationCustomizer answersWhenAllIsWell() {
        return (operation, handler) -> {
            var answers = operation.getResponses();
            if (answers != null && answers.keySet().stream().noneMatch(status -> status.startsWith("2"))) {
                var declared = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), ResponseStatus.class);
                var well = new ApiResponse().description("As asked");
                answers.values().stream()
                        .map(ApiResponse::getContent)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .ifPresent(well::content);
                answers.addApiResponse(
                        declared == null
                                ? "200"
                                : String.valueOf(declared.code().value()),
                        well);
            }
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer whatIsTrueOfEveryOperation() {
        return api -> {
            if (api.getPaths() != null) {
                api.getPaths()
                        .forEach((address, path) -> path.readOperationsMap().forEach((method, operation) -> {
                            if (WRITES.contains(method)) {
                                operation.addParametersItem(key());
                            }
                            refusals(method, operation);
                            if (RateLimits.ROUTES.containsKey(method + " " + address)) {
                                refusal(
                                        operation,
                                        "429",
                                        "More often than people do by hand; Retry-After says when again");
                            }
                            operation.getResponses().forEach((status, response) -> {
                                if (status.startsWith("4")) {
                                    response.content(asProblem());
                                }
                            });
                        }));
            }
        };
    }

    private static HeaderParameter key() {
        return (HeaderParameter) new HeaderParameter()
                .name(IdempotencyFilter.KEY)
                .required(false)
                .description(
                        "Makes it safe to send this again: the same request under the same key takes effect once, for 24 hours.")
                .schema(new StringSchema().maxLength(200).minLength(1))
                .example("8a6f0a6e-6d0e-4d0c-9a55-0d7f4c9a3f5e");
    }

    /** Every refusal an operation may answer with, as a problem; what the operation says of one itself is kept. */
    private static void refusals(PathItem.HttpMethod method, Operation operation) {
        var texts = new LinkedHashMap<String, String>();
        if (WRITES.contains(method)) {
            texts.put("400", "Not JSON, or an Idempotency-Key that is none");
            texts.put("409", "The world has changed meanwhile, or the same key is under way");
            texts.put("413", "Larger than the API takes");
        }
        texts.put("401", "No token, or one that is not accepted");
        texts.put("403", "Not for this member");
        if (WRITES.contains(method) || has(operation, "path")) {
            texts.put("404", "Nothing here for this reader");
        }
        texts.put("406", "Asked for as something this is not");
        if (operation.getRequestBody() != null) {
            texts.put("415", "Sent as something the API does not read");
        }
        if (WRITES.contains(method) || has(operation, "query")) {
            texts.put("422", "Something that was sent is wrong");
        }
        texts.forEach((status, text) -> refusal(operation, status, text));
    }

    private static void refusal(Operation operation, String status, String text) {
        operation.getResponses().computeIfAbsent(status, absent -> new ApiResponse().description(text));
    }

    private static Content asProblem() {
        return new Content()
                .addMediaType("application/problem+json", new MediaType().schema(new Schema<>().$ref(PROBLEM)));
    }

    private static boolean has(Operation operation, String place) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> place.equals(parameter.getIn()));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema().example("urn:amparo:problem:stale-version"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema().example(409))
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty("field", new StringSchema().example("custody.facility"))
                                        .addProperty("code", new StringSchema().example("unknown-code"))
                                        .addProperty("message", new StringSchema())));
    }
}
