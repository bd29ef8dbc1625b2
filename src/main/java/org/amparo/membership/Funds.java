package org.amparo.membership;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Funds extends Repository<Fund, FundId> {

    Fund saveAndFlush(Fund fund);

    Optional<Fund> findById(FundId id);

    @Query("select f from Fund f order by lower(f.name)")
    List<Fund> all();
}
