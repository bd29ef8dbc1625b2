package org.amparo.ledger;

import java.util.List;
import org.amparo.kernel.Identifier;

/** Who was shown something, to read from modules that know who may ask. */
public interface Openings {

    /** The latest two hundred looks at a subject, the latest first. */
    List<LedgerLine> of(Identifier subject);
}
