package org.amparo.matching;

import java.util.List;
import org.springframework.data.repository.Repository;

interface RuleSwitches extends Repository<RuleSwitch, Integer> {

    RuleSwitch save(RuleSwitch decided);

    List<RuleSwitch> findAllByOrderByVersion();

    default RuleHistory history() {
        return new RuleHistory(findAllByOrderByVersion());
    }
}
