package org.amparo.matching;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DocketPlans extends Repository<DocketPlan, DocketPlanId> {

    DocketPlan save(DocketPlan plan);

    Optional<DocketPlan> findFirstByOrderByMadeAtDescIdDesc();

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from DocketPlan p where p.id = :id")
    Optional<DocketPlan> lock(DocketPlanId id);

    /** A draft is of no use once there is a newer one; what became offers is kept. */
    @Modifying
    @Query("delete from DocketPlan p where p.state = DRAFT")
    void forgetDrafts();
}
