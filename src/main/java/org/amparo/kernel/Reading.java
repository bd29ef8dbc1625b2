package org.amparo.kernel;

import java.util.List;

/** Somebody was shown what is told about a person. */
public interface Reading extends Accountable {

    /** What was shown together, when it was more than one thing: each is to be accounted for. */
    default List<? extends Reading> each() {
        return List.of();
    }
}
