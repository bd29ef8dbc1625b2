package org.amparo.intake;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** The case files. */
interface CaseFiles extends JpaRepository<CaseFile, CaseId> {

    /** For news that comes from below the surface: waits for whoever edits the file instead of colliding with them. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select file from CaseFile file where file.id = :id")
    Optional<CaseFile> findLocked(CaseId id);
}
