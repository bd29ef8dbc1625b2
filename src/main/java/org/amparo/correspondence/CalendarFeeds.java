package org.amparo.correspondence;

import java.util.Optional;
import org.amparo.membership.MemberId;
import org.springframework.data.jpa.repository.JpaRepository;

interface CalendarFeeds extends JpaRepository<CalendarFeed, FeedId> {

    Optional<CalendarFeed> findByMemberAndRevokedAtIsNull(MemberId member);

    Optional<CalendarFeed> findByFingerprintAndRevokedAtIsNull(String fingerprint);
}
