package org.amparo.intake;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The case files. */
interface CaseFiles extends Repository<CaseFile, CaseId> {

    CaseFile save(CaseFile file);

    Optional<CaseFile> findById(CaseId id);

    /** For news that comes from below the surface: waits for whoever edits the file instead of colliding with them. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select file from CaseFile file where file.id = :id")
    Optional<CaseFile> findLocked(CaseId id);
}
