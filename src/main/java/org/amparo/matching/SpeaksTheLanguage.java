package org.amparo.matching;

import org.amparo.intake.SpanishFluency;
import org.amparo.kernel.LanguageCode;

/**
 * The provider must reach the person: in their language, through Spanish when they are fluent and the provider takes such cases, or by
 * relay. Spanish is never assumed: when nobody has asked how well somebody speaks it, the answer is unknown.
 */
final class SpeaksTheLanguage implements Policy {

    @Override
    public Verdict judge(Situation situation, Candidate candidate) {
        var facts = situation.facts();
        var offering = candidate.offering();
        var bridge = offering.speaksSpanish() && offering.has(Arrangement.SPANISH_BRIDGE);
        if (facts.language() == null) {
            return bridge && facts.spanish() == SpanishFluency.FLUENT
                    ? Verdict.pass(Rule.LANGUAGE, "language.fluent-spanish")
                    : Verdict.unknown(Rule.LANGUAGE, "language.unknown");
        }
        var language = argument(facts.language());
        if (offering.languages().contains(facts.language())) {
            return Verdict.pass(Rule.LANGUAGE, "language.direct", language);
        }
        if (bridge && facts.spanish() == SpanishFluency.FLUENT) {
            return Verdict.pass(Rule.LANGUAGE, "language.spanish-bridge", language);
        }
        if (offering.relays().contains(facts.language())) {
            return offering.canRelay()
                    ? Verdict.pass(Rule.LANGUAGE, "language.relay", language)
                    : Verdict.fail(Rule.LANGUAGE, "language.relay-broken", language);
        }
        if (bridge && facts.spanish() == SpanishFluency.UNKNOWN) {
            return Verdict.unknown(Rule.LANGUAGE, "language.spanish-unknown", language);
        }
        return Verdict.fail(Rule.LANGUAGE, "language.none", language);
    }

    private static Argument argument(LanguageCode language) {
        return Argument.of(Argument.Kind.LANGUAGE, language);
    }
}
