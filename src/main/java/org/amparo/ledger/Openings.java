package org.amparo.ledger;

import java.util.List;
import org.amparo.kernel.Identifier;

/** Who was shown something, to read from modules that know who may ask. */
public interface Openings {

    /** How many looks are told at most. */
    int AT_MOST = 200;

    /** The latest looks at a subject, the latest first. */
    List<LedgerLine> of(Identifier subject);
}
