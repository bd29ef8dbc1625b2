package org.amparo.catalog;

import java.time.LocalDate;
import org.amparo.kernel.ListCode;
import org.jspecify.annotations.Nullable;

/** One entry of a list, with where it comes from. In use from {@code validFrom} up to and without {@code validTo}, Pacific time. */
public record Entry(
        ListName list,
        ListCode code,
        String english,
        String spanish,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String source) {}
