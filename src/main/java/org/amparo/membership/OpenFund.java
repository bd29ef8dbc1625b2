package org.amparo.membership;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fund that will pay for representation.
 *
 * @param payer who gives the money
 * @param endsOn first day it pays no more, {@code null} when not agreed; days in Pacific time
 * @param shares the providers that may charge it, none twice, together at most 100 percent
 */
public record OpenFund(
        String name,
        String payer,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        List<FundShare> shares,
        List<FundRule> rules) {}
