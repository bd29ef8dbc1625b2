package org.amparo.matching;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface Shortlists extends Repository<Shortlist, ShortlistId> {

    Shortlist save(Shortlist shortlist);

    Optional<Shortlist> findById(ShortlistId id);
}
