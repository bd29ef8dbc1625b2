package org.amparo.correspondence;

import org.amparo.membership.Directory;
import org.amparo.membership.Directory.MemberEntry;
import org.amparo.membership.MemberId;
import org.mapstruct.Context;
import org.mapstruct.Mapper;

/** From what is kept to what its readers see, one way. */
@Mapper
interface LetterMapper {

    LetterView view(Letter letter, @Context Directory directory);

    CalendarView view(CalendarFeed feed);

    default String name(MemberId member, @Context Directory directory) {
        return directory.member(member).map(MemberEntry::name).orElse("");
    }
}
