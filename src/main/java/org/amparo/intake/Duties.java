package org.amparo.intake;

import java.util.Map;
import java.util.Set;

/** What those who answer for the case files ask for. */
public final class Duties {

    private Duties() {}

    /** How long each kind is kept, in days; kinds left out stay. {@code version} is that of the sheet it was based on. */
    public record SetTerms(Map<RecordKind, Integer> days, int version) {

        public SetTerms {
            days = Map.copyOf(days);
        }
    }

    /**
     * Destroys one case file by hand.
     *
     * @param reference as it was typed, to show that it is meant
     */
    public record ShredCase(CaseId caseFile, String reference, ShredCause reason) {}

    /**
     * Keeps a case file from being destroyed.
     *
     * @param reference as it was typed
     */
    public record SetHold(String reference, HoldReason reason) {}

    /**
     * Asks to open a file in an emergency.
     *
     * @param reference as it was typed
     */
    public record AskEmergency(String reference, EmergencyReason reason) {}

    /**
     * Asks to hand out parts of one file.
     *
     * @param reference as it was typed
     */
    public record AskExport(String reference, Set<ExportPart> parts, ExportGround ground) {

        public AskExport {
            parts = Set.copyOf(parts);
        }
    }

    public record LiftHold(HoldId hold, LiftReason reason) {}
}
