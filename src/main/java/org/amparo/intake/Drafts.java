package org.amparo.intake;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amparo.membership.OrganizationId;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The intakes being written. */
interface Drafts extends Repository<Draft, DraftId> {

    Draft save(Draft draft);

    Optional<Draft> findById(DraftId id);

    /** Sections of one draft are saved one after the other, so that none overwrites another. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select draft from Draft draft where draft.id = :id")
    Optional<Draft> findLocked(DraftId id);

    @Query("""
            select draft from Draft draft
            where draft.organization = :organization and draft.submittedAs.value is null
            order by draft.touchedAt desc limit 100
            """)
    List<Draft> findUnfinished(OrganizationId organization);

    void delete(Draft draft);

    @Query("select draft.id from Draft draft where draft.touchedAt < :before")
    List<DraftId> findUntouchedSince(Instant before);

    @Modifying
    @Query("delete from Draft draft where draft.id in :ids")
    void deleteAll(List<DraftId> ids);
}
