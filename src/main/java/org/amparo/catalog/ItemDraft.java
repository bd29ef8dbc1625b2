package org.amparo.catalog;

/**
 * An entry as a steward describes it.
 *
 * @param code how the outside world calls it; fixed once it is on the list
 * @param english label, at most 200 characters; for facilities and courts the proper name
 * @param spanish label, never empty: what has no Spanish is not ready
 */
public record ItemDraft(
        ListKey list, String code, String english, String spanish, Particulars particulars, Provenance provenance) {}
