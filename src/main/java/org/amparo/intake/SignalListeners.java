package org.amparo.intake;

import java.time.Clock;
import org.amparo.kernel.CourtCode;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * News about a case from those who serve it. Each comes after the commit of its cause, at least once, and is counted once: an
 * observation by what it tells, a remaining need by when it was told. A file that was shredded hears nothing any more: a need that remains
 * is told to the hotline anew.
 */
@Component
class SignalListeners {

    private final CaseFiles files;
    private final Disclosures disclosures;
    private final Clock clock;

    SignalListeners(CaseFiles files, Disclosures disclosures, Clock clock) {
        this.files = files;
        this.disclosures = disclosures;
        this.clock = clock;
    }

    @ApplicationModuleListener(id = "intake.custody-observed")
    void on(CustodyObserved signal) {
        files.findLocked(signal.caseFile())
                .filter(file -> !file.isShredded())
                .map(file -> file.observe(
                        new Sighting(
                                signal.custody(), signal.facility(), signal.observedOn(), ObservationSource.ATTORNEY),
                        signal.actor(),
                        clock))
                .ifPresent(files::save);
    }

    @ApplicationModuleListener(id = "intake.hearing-known")
    void on(HearingKnown signal) {
        files.findLocked(signal.caseFile())
                .filter(file -> !file.isShredded())
                .map(file -> file.knowHearing(
                        new HearingDetails(signal.nextHearing(), court(signal, file), ObservationSource.ATTORNEY, null),
                        signal.actor(),
                        clock))
                .ifPresent(files::save);
    }

    private static @Nullable CourtCode court(HearingKnown signal, CaseFile file) {
        if (signal.court() != null) {
            return signal.court();
        }
        return file.hearing() == null ? null : file.hearing().court();
    }

    @ApplicationModuleListener(id = "intake.need-remains")
    void on(NeedRemains signal) {
        files.findLocked(signal.caseFile()).filter(file -> !file.isShredded()).ifPresent(file -> {
            var before = file.round();
            files.save(file.remain(signal.remaining(), signal.actor(), signal.at(), clock));
            if (file.round() > before) {
                disclosures.waiting(file.id());
            }
        });
    }
}
