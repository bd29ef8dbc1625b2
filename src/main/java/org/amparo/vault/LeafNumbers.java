package org.amparo.vault;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Numbers the leaves of new data keys: in runs of a million, one after the other, so that neighbours in time are neighbours in the tree.
 * Each start of each node draws runs of its own at random out of 2<sup>44</sup> and notes them. So no two nodes wait for each other, and
 * a database that was brought back from a backup does not use numbers again that were used since, which may be destroyed.
 */
@Component
class LeafNumbers {

    static final int RUN_BITS = 20;

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();
    private final Map<Lifetime, Run> runs = new EnumMap<>(Lifetime.class);

    private record Run(long first, int used) {}

    LeafNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    synchronized long next(Lifetime lifetime) {
        var run = runs.get(lifetime);
        if (run == null || run.used() == 1 << RUN_BITS) {
            run = new Run(draw(), 0);
        }
        runs.put(lifetime, new Run(run.first(), run.used() + 1));
        return run.first() + run.used();
    }

    private long draw() {
        while (true) {
            var first = random.nextLong() << RUN_BITS;
            if (jdbc.sql("INSERT INTO vault.leaf_run (first) VALUES (?) ON CONFLICT DO NOTHING")
                            .param(first)
                            .update()
                    == 1) {
                return first;
            }
        }
    }
}
