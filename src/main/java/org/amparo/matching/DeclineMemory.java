package org.amparo.matching;

import java.time.Clock;
import org.amparo.intake.CaseFacts;
import org.amparo.referrals.ReferralDeclined;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Learns from a no what it says of a practice: <em>no capacity</em> of the promise of the week, or of the standing room; <em>language</em> and
 * <em>geography</em> of what the practice reaches and serves. It changes nothing a provider described: it asks. Each decline teaches once.
 */
@Component
class DeclineMemory {

    private final AskedProviders asked;
    private final RoutedCases cases;
    private final Drawing drawing;
    private final Practices practices;
    private final PracticeBook book;
    private final Clock clock;

    DeclineMemory(
            AskedProviders asked,
            RoutedCases cases,
            Drawing drawing,
            Practices practices,
            PracticeBook book,
            Clock clock) {
        this.asked = asked;
        this.cases = cases;
        this.drawing = drawing;
        this.practices = practices;
        this.book = book;
        this.clock = clock;
    }

    @ApplicationModuleListener(
            id = "matching.learn-from-decline",
            condition = "{'NO_CAPACITY', 'LANGUAGE', 'GEOGRAPHY'}.contains(#declined.reason().name())")
    void on(ReferralDeclined declined) {
        if (asked.teach(declined.referral(), clock.instant())) {
            cases.rounds(declined.caseFile()).stream()
                    .filter(routed -> routed.round() == declined.round())
                    .findFirst()
                    .ifPresent(routed -> learn(declined, routed));
        }
    }

    /** Locked before anything reads it, so that nobody else changes it between the two. */
    private void learn(ReferralDeclined declined, RoutedCase routed) {
        practices.lock(declined.provider()).ifPresent(practice -> {
            var now = clock.instant();
            switch (declined.reason()) {
                case NO_CAPACITY ->
                    drawing.serviceTaken(routed, declined.provider())
                            .ifPresent(full -> practice.declinedForRoom(full, declined.at(), declined.actor(), now));
                case LANGUAGE -> questionLanguage(practice, routed.facts(), declined);
                default -> questionPlace(practice, routed.facts(), declined);
            }
            practices.save(practice);
            book.turnPageAfterCommit();
        });
    }

    private static void questionLanguage(Practice practice, CaseFacts facts, ReferralDeclined declined) {
        if (facts.language() != null) {
            practice.question(new PracticeQuestion(
                    PracticeQuestion.Kind.LANGUAGE, facts.language().value(), declined.at()));
        }
    }

    private static void questionPlace(Practice practice, CaseFacts facts, ReferralDeclined declined) {
        if (facts.facility() != null) {
            practice.question(new PracticeQuestion(
                    PracticeQuestion.Kind.PLACE, facts.facility().value(), declined.at()));
        }
    }
}
