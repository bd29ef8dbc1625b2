package org.amparo.matching.web;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amparo.kernel.Urgency;
import org.amparo.matching.ChangeRouting;
import org.amparo.matching.RoutingView;
import org.amparo.matching.ScorePart;
import org.amparo.referrals.OfferTerms;
import org.amparo.referrals.QuietHours;
import org.amparo.referrals.Route;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** Routing settings as a steward typed them, right or wrong. */
class RoutingForm {

    private Map<String, String> weights = new LinkedHashMap<>();
    private Map<String, String> routes = new LinkedHashMap<>();
    private String readingMinutes = "";
    private String headStartMinutes = "";
    private String handMinutes = "";
    private String quietFrom = "";
    private String quietTo = "";
    private String version = "";

    static RoutingForm of(RoutingView view) {
        var form = new RoutingForm();
        view.weights().forEach((part, weight) -> form.weights.put(part.name(), weight.toString()));
        view.routes().forEach((urgency, route) -> form.routes.put(urgency.name(), route.name()));
        var terms = view.terms();
        form.readingMinutes = String.valueOf(terms.readingMinutes());
        form.headStartMinutes = String.valueOf(terms.headStartMinutes());
        form.handMinutes = String.valueOf(terms.handMinutes());
        var quiet = terms.quiet();
        form.quietFrom = quiet == null ? "" : quiet.from().toString();
        form.quietTo = quiet == null ? "" : quiet.to().toString();
        form.version = String.valueOf(view.version());
        return form;
    }

    void check(Errors errors) {
        for (var part : ScorePart.values()) {
            if (!weights.getOrDefault(part.name(), "").strip().matches("-?\\d{1,6}")) {
                errors.rejectValue("weights[" + part + "]", "problem.not-a-number");
            }
        }
        for (var urgency : Urgency.values()) {
            var route = routes.getOrDefault(urgency.name(), "");
            if (Arrays.stream(Route.values()).noneMatch(each -> each.name().equals(route))) {
                errors.rejectValue("routes[" + urgency + "]", "problem.route-missing");
            }
        }
        minutes("readingMinutes", readingMinutes, errors);
        minutes("headStartMinutes", headStartMinutes, errors);
        minutes("handMinutes", handMinutes, errors);
        var from = time("quietFrom", quietFrom, errors);
        var to = time("quietTo", quietTo, errors);
        if (quietFrom.isBlank() != quietTo.isBlank() || from != null && from.equals(to)) {
            errors.rejectValue(quietTo.isBlank() || from != null ? "quietTo" : "quietFrom", "problem.quiet-needs-both");
        }
        if (!version.matches("\\d{1,9}")) {
            errors.reject("problem.stale-version");
        }
    }

    private static void minutes(String field, String typed, Errors errors) {
        if (!typed.strip().matches("\\d{1,6}")) {
            errors.rejectValue(field, "problem.not-a-number");
        }
    }

    private static @Nullable LocalTime time(String field, String typed, Errors errors) {
        if (typed.isBlank()) {
            return null;
        }
        try {
            return LocalTime.parse(typed.strip());
        } catch (DateTimeParseException nonsense) {
            errors.rejectValue(field, "problem.no-such-time");
            return null;
        }
    }

    private OfferTerms terms() {
        return new OfferTerms(
                Integer.parseInt(readingMinutes.strip()),
                Integer.parseInt(headStartMinutes.strip()),
                Integer.parseInt(handMinutes.strip()),
                quietFrom.isBlank()
                        ? null
                        : new QuietHours(LocalTime.parse(quietFrom.strip()), LocalTime.parse(quietTo.strip())));
    }

    ChangeRouting command() {
        var weight = new EnumMap<ScorePart, Integer>(ScorePart.class);
        for (var part : ScorePart.values()) {
            weight.put(
                    part, Integer.valueOf(weights.getOrDefault(part.name(), "").strip()));
        }
        var route = new EnumMap<Urgency, Route>(Urgency.class);
        for (var urgency : Urgency.values()) {
            route.put(urgency, Route.valueOf(routes.getOrDefault(urgency.name(), "")));
        }
        return new ChangeRouting(weight, route, terms(), Integer.parseInt(version));
    }

    public Map<String, String> getWeights() {
        return weights;
    }

    public void setWeights(Map<String, String> weights) {
        this.weights = weights;
    }

    public Map<String, String> getRoutes() {
        return routes;
    }

    public void setRoutes(Map<String, String> routes) {
        this.routes = routes;
    }

    public String getVersion() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version;
    }

    public String getReadingMinutes() {
        return readingMinutes;
    }

    public void setReadingMinutes(String readingMinutes) {
        this.readingMinutes = readingMinutes;
    }

    public String getHeadStartMinutes() {
        return headStartMinutes;
    }

    public void setHeadStartMinutes(String headStartMinutes) {
        this.headStartMinutes = headStartMinutes;
    }

    public String getHandMinutes() {
        return handMinutes;
    }

    public void setHandMinutes(String handMinutes) {
        this.handMinutes = handMinutes;
    }

    public String getQuietFrom() {
        return quietFrom;
    }

    public void setQuietFrom(String quietFrom) {
        this.quietFrom = quietFrom;
    }

    public String getQuietTo() {
        return quietTo;
    }

    public void setQuietTo(String quietTo) {
        this.quietTo = quietTo;
    }
}
