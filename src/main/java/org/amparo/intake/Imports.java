package org.amparo.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amparo.membership.OrganizationId;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The uploaded spreadsheets. */
interface Imports extends Repository<Import, ImportId> {

    Import save(Import spreadsheet);

    Optional<Import> findById(ImportId id);

    @Query("""
            select spreadsheet from Import spreadsheet
            where spreadsheet.organization = :organization order by spreadsheet.uploadedAt desc limit 20
            """)
    List<Import> findLatest(OrganizationId organization);

    @Query(
            "select spreadsheet.id from Import spreadsheet where spreadsheet.confirmedAt is null and spreadsheet.uploadedAt < :before")
    List<ImportId> findUnconfirmedSince(Instant before);

    @Modifying
    @Query("delete from Import spreadsheet where spreadsheet.id in :ids")
    void deleteAll(List<ImportId> ids);
}
