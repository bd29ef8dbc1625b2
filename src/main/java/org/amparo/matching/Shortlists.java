package org.amparo.matching;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface Shortlists extends Repository<Shortlist, ShortlistId> {

    Shortlist save(Shortlist shortlist);

    Optional<Shortlist> findById(ShortlistId id);

    List<Shortlist> findByIdIn(Collection<ShortlistId> ids);
}
