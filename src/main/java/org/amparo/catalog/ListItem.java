package org.amparo.catalog;

/** An entry of any list as a steward sees it. The version is sent back with a change, so that nobody overwrites what they have not seen. */
public record ListItem(
        ItemId id,
        long version,
        ListKey list,
        String code,
        String english,
        String spanish,
        Particulars particulars,
        Provenance provenance) {}
