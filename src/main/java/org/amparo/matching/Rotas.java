package org.amparo.matching;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.amparo.membership.OrganizationId;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Rotas extends Repository<Rota, OrganizationId> {

    Rota save(Rota rota);

    List<Rota> findAll();

    Optional<Rota> findById(OrganizationId provider);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Rota r where r.provider = :provider")
    Optional<Rota> lock(OrganizationId provider);
}
