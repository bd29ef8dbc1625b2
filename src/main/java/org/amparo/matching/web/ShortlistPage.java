package org.amparo.matching.web;

import java.util.List;
import java.util.Locale;
import org.amparo.matching.AskedView;
import org.amparo.matching.Eligibility;
import org.amparo.matching.EntryView;
import org.amparo.matching.Finding;
import org.amparo.matching.Rule;
import org.amparo.matching.ShortlistView;
import org.amparo.matching.Verdict;
import org.jspecify.annotations.Nullable;

/** A shortlist as the page shows it: who can, who was asked, who cannot, each with sentences. */
record ShortlistPage(ShortlistView view, List<Line> can, List<Line> asked, List<Line> cannot) {

    /** One provider. {@code against} holds what excludes it or is to be found out, {@code why} what speaks for it. */
    record Line(EntryView entry, List<Sentence> why, List<Sentence> against) {

        /** That it is being asked is no news to who is being asked. */
        Line withoutEarlierOffers() {
            return new Line(
                    entry,
                    why.stream()
                            .filter(sentence -> sentence.rule() != Rule.ASKED)
                            .toList(),
                    against.stream()
                            .filter(sentence -> sentence.rule() != Rule.ASKED)
                            .toList());
        }

        /** Whether all rules but that of earlier offers allow it; otherwise somebody chose it by hand. */
        boolean fits() {
            return against.stream()
                    .noneMatch(sentence -> sentence.finding() == Finding.FAIL && sentence.rule() != Rule.ASKED);
        }

        public boolean isChoosable() {
            return entry.verdicts().stream()
                    .noneMatch(verdict -> verdict.finding() == Finding.FAIL
                            && (verdict.rule() == Rule.STANDING
                                    || verdict.reason().equals("asked.live")
                                    || verdict.reason().equals("asked.accepted")
                                    || verdict.reason().equals("asked.conflict")));
        }
    }

    record Sentence(
            Rule rule,
            Finding finding,
            String text,
            @Nullable String remedy) {}

    /** Whether anybody who could take it comes first for having somebody on call. */
    public boolean isSomebodyOnCall() {
        return view.entries().stream().anyMatch(entry -> entry.onCall() && !excluded(entry));
    }

    static ShortlistPage of(ShortlistView view, ReasonWords words, Locale locale) {
        var lines =
                view.entries().stream().map(entry -> line(entry, words, locale)).toList();
        return new ShortlistPage(
                view,
                lines.stream()
                        .filter(line -> !wasAsked(line.entry()) && !excluded(line.entry()))
                        .toList(),
                lines.stream()
                        .filter(line -> wasAsked(line.entry()))
                        .map(ShortlistPage::withoutWhatTheTagSays)
                        .toList(),
                lines.stream()
                        .filter(line -> !wasAsked(line.entry()) && excluded(line.entry()))
                        .toList());
    }

    static Line line(EntryView entry, ReasonWords words, Locale locale) {
        return new Line(
                entry,
                entry.verdicts().stream()
                        .filter(verdict -> verdict.finding() == Finding.PASS)
                        .map(verdict -> sentence(verdict, words, locale))
                        .toList(),
                entry.verdicts().stream()
                        .filter(verdict -> verdict.finding() != Finding.PASS)
                        .sorted((left, right) -> left.finding().compareTo(right.finding()))
                        .map(verdict -> sentence(verdict, words, locale))
                        .toList());
    }

    private static Sentence sentence(Verdict verdict, ReasonWords words, Locale locale) {
        return new Sentence(
                verdict.rule(),
                verdict.finding(),
                words.sentence(verdict, locale),
                verdict.finding() == Finding.WAIVED
                        ? words.say("matching.rules.waived", locale)
                        : words.remedy(verdict, locale));
    }

    /** The tag beside the name says that it is being asked, or has accepted, in the words of this moment. */
    private static Line withoutWhatTheTagSays(Line line) {
        var asked = line.entry().asked();
        return asked != null && (asked.answer() == AskedView.Answer.LIVE || asked.answer() == AskedView.Answer.ACCEPTED)
                ? line.withoutEarlierOffers()
                : line;
    }

    private static boolean excluded(EntryView entry) {
        return entry.eligibility() == Eligibility.EXCLUDED;
    }

    /** A recalled offer was no question: the provider stands where the rules put it. */
    private static boolean wasAsked(EntryView entry) {
        return entry.asked() != null && entry.asked().answer() != AskedView.Answer.RECALLED;
    }
}
