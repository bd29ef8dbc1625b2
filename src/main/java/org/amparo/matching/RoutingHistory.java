package org.amparo.matching;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface RoutingHistory extends Repository<RoutingSettings, Integer> {

    RoutingSettings save(RoutingSettings settings);

    Optional<RoutingSettings> findFirstByOrderByVersionDesc();

    default RoutingSettings current() {
        return findFirstByOrderByVersionDesc()
                .orElseThrow(() -> new IllegalStateException("the first migration lays routing settings"));
    }
}
