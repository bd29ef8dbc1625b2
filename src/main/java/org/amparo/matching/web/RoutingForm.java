package org.amparo.matching.web;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amparo.kernel.Urgency;
import org.amparo.matching.ChangeRouting;
import org.amparo.matching.RoutingView;
import org.amparo.matching.ScorePart;
import org.amparo.referrals.Route;
import org.springframework.validation.Errors;

/** Routing settings as a steward typed them, right or wrong. */
class RoutingForm {

    private Map<String, String> weights = new LinkedHashMap<>();
    private Map<String, String> routes = new LinkedHashMap<>();
    private String version = "";

    static RoutingForm of(RoutingView view) {
        var form = new RoutingForm();
        view.weights().forEach((part, weight) -> form.weights.put(part.name(), weight.toString()));
        view.routes().forEach((urgency, route) -> form.routes.put(urgency.name(), route.name()));
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
            if (!route.equals(Route.BROADCAST.name()) && !route.equals(Route.IN_ORDER.name())) {
                errors.rejectValue("routes[" + urgency + "]", "problem.route-not-automatic");
            }
        }
        if (!version.matches("\\d{1,9}")) {
            errors.reject("problem.stale-version");
        }
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
        return new ChangeRouting(weight, route, Integer.parseInt(version));
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
}
