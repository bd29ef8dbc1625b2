package org.amparo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.vault.Held;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/**
 * The API's answers to bad input and trouble: problem details (RFC 9457) with a stable type, the field at fault and what would be
 * right. The rejected value is never echoed: it may be somebody's name.
 */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiProblems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ApiProblems.class);

    private static final Set<Class<?>> NUMBERS = Set.of(int.class, long.class, Integer.class, Long.class);

    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.…\\[\\]-]{0,120}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

    private final MessageSource messages;
    private final Refusals refusals;

    ApiProblems(MessageSource messages, Refusals refusals) {
        this.messages = messages;
        this.refusals = refusals;
    }

    @ExceptionHandler
    ProblemDetail rejected(Rejected rejected) {
        var problem =
                problem(status(rejected), rejected.code(), rejected.arguments().toArray());
        if (!rejected.faults().isEmpty()) {
            problem.setProperty(
                    "errors",
                    rejected.faults().stream()
                            .map(fault -> error(
                                    FIELD.matcher(fault.field()).matches() ? fault.field() : "…",
                                    fault.code(),
                                    message(fault.code(), fault.arguments().toArray())))
                            .toList());
        }
        return problem;
    }

    static HttpStatus status(Rejected rejected) {
        return switch (rejected.kind()) {
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case MISPLACED -> HttpStatus.BAD_REQUEST;
            case CONFLICT -> HttpStatus.CONFLICT;
        };
    }

    @ExceptionHandler
    ProblemDetail notFound(NotFound nothing, HttpServletRequest request) {
        refusals.tell(AccessRefused.Why.NOT_FOUND, request);
        return problem(HttpStatus.NOT_FOUND, "not-found");
    }

    /** What an organization holds alone opens nowhere else, whoever asks. */
    @ExceptionHandler
    ProblemDetail held(Held held) {
        return problem(HttpStatus.CONFLICT, "file-held");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooMany much) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, much.retryAfter())
                .body(problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests"));
    }

    @ExceptionHandler
    ProblemDetail stale(OptimisticLockingFailureException stale) {
        return problem(HttpStatus.CONFLICT, "stale-version");
    }

    @ExceptionHandler
    ProblemDetail violated(ConstraintViolationException violated) {
        var problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-input");
        problem.setProperty(
                "errors",
                violated.getConstraintViolations().stream()
                        .map(violation ->
                                error(violation.getPropertyPath().toString(), "invalid", violation.getMessage()))
                        .toList());
        return problem;
    }

    /** A path variable or parameter of the wrong form: an id that can't exist is not found, another parameter is invalid. */
    @ExceptionHandler
    ProblemDetail mistyped(MethodArgumentTypeMismatchException mistyped) {
        if (mistyped.getParameter()
                .hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class)) {
            return problem(HttpStatus.NOT_FOUND, "not-found");
        }
        var problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-input");
        problem.setProperty(
                "errors", List.of(error(mistyped.getName(), "mistyped", right(mistyped.getRequiredType()))));
        return problem;
    }

    /** A parameter or header the firewall lets nobody read, such as one with control characters in its name. */
    @ExceptionHandler
    ProblemDetail refused(RequestRejectedException refused) {
        return problem(HttpStatus.BAD_REQUEST, "bad-request");
    }

    @ExceptionHandler
    ProblemDetail unforeseen(Exception trouble) throws Exception {
        if (trouble instanceof AccessDeniedException) {
            throw trouble;
        }
        log.error("An API request failed: {}", Trouble.describe(trouble));
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, "unforeseen");
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-input");
        var errors = new ArrayList<Map<String, @Nullable String>>();
        invalid.getFieldErrors()
                .forEach(field -> errors.add(error(
                        field.getField(),
                        field.getCode() == null ? "invalid" : field.getCode(),
                        messages.getMessage(field, locale()))));
        invalid.getGlobalErrors()
                .forEach(global -> errors.add(error(
                        global.getObjectName(),
                        global.getCode() == null ? "invalid" : global.getCode(),
                        messages.getMessage(global, locale()))));
        problem.setProperty("errors", errors);
        return ResponseEntity.unprocessableContent().headers(headers).body(problem);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var cause = unreadable.getCause();
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof Rejected rejected) {
                return ResponseEntity.status(status(rejected)).body(rejected(rejected));
            }
        }
        var code = cause instanceof UnrecognizedPropertyException
                ? "unknown-property"
                : cause instanceof ReadableText.Unreadable ? "unreadable-characters" : "mistyped";
        if (!(cause instanceof DatabindException)) {
            return ResponseEntity.badRequest()
                    .headers(headers)
                    .body(problem(HttpStatus.BAD_REQUEST, "unreadable-json"));
        }
        var problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-input");
        problem.setProperty(
                "errors",
                List.of(error(
                        path((JacksonException) cause),
                        code,
                        code.equals("mistyped") ? right(target(cause)) : message(code))));
        return ResponseEntity.unprocessableContent().headers(headers).body(problem);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-input");
        problem.setProperty("errors", List.of(error(missing.getParameterName(), "required", message("required"))));
        return ResponseEntity.unprocessableContent().headers(headers).body(problem);
    }

    /** The framework's own refusals (method, media type, missing part) keep their status and get a type of ours. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception trouble, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var known = HttpStatus.resolve(status.value());
        var code = known == HttpStatus.NOT_FOUND
                ? "not-found"
                : known == null
                        ? "refused"
                        : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return ResponseEntity.status(status)
                .headers(headers)
                .body(problem(known == null ? HttpStatus.BAD_REQUEST : known, code));
    }

    /** Where in what was sent it is. A name we did not give may be a person's, and is not repeated. */
    private static String path(JacksonException cause) {
        var path = new StringBuilder();
        var steps = cause.getPath();
        for (var at = 0; at < steps.size(); at++) {
            var step = steps.get(at);
            if (step.getPropertyName() != null) {
                var name = step.getPropertyName();
                var unknown = cause instanceof UnrecognizedPropertyException && at == steps.size() - 1
                        || step.from() instanceof Map<?, ?>
                                && !CODE.matcher(name).matches();
                path.append(path.isEmpty() ? "" : ".").append(unknown ? "…" : name);
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static Map<String, @Nullable String> error(String field, String code, @Nullable String message) {
        var error = new java.util.LinkedHashMap<String, @Nullable String>();
        error.put("field", field);
        error.put("code", code);
        error.put("message", message);
        return error;
    }

    private static @Nullable Class<?> target(Throwable cause) {
        if (cause instanceof ValueInstantiationException value) {
            return value.getType().getRawClass();
        }
        return cause instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    }

    /** What a value of that type would have to look like. */
    private @Nullable String right(@Nullable Class<?> type) {
        if (type == null) {
            return message("mistyped");
        }
        if (type.isEnum()) {
            return message(
                    "mistyped.choice",
                    Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", ")));
        }
        var form = Collection.class.isAssignableFrom(type)
                ? "list"
                : Map.class.isAssignableFrom(type)
                        ? "object"
                        : NUMBERS.contains(type) ? "number" : type.getSimpleName();
        return messages.getMessage("problem.mistyped." + form, null, message("mistyped"), locale());
    }

    private ProblemDetail problem(HttpStatus status, String code, Object... arguments) {
        return SecurityProblems.problem(status, code, messages, locale(), arguments);
    }

    private String message(String code, Object... arguments) {
        var text = messages.getMessage("problem." + code, arguments, code, locale());
        return text == null ? code : text;
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
