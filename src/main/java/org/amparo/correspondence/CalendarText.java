package org.amparo.correspondence;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Court;
import org.amparo.catalog.ListName;
import org.amparo.representation.HearingResult;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Hearings as iCalendar text (RFC 5545): reference and type of hearing, court, time. No names. */
@Component
class CalendarText {

    /** How long a hearing takes is not known; calendars want to be told something. */
    private static final Duration USUAL_LENGTH = Duration.ofHours(1);

    private final Catalog catalog;
    private final MessageSource messages;

    CalendarText(Catalog catalog, MessageSource messages) {
        this.catalog = catalog;
        this.messages = messages;
    }

    String of(List<Hearings.Hearing> hearings, Locale locale) {
        var calendar = new Calendar();
        calendar.add(new ProdId("-//Amparo//Hearings//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(ImmutableMethod.PUBLISH);
        calendar.add(new XProperty("X-WR-CALNAME", messages.getMessage("correspondence.calendar.name", null, locale)));
        calendar.add(new XProperty("X-PUBLISHED-TTL", "PT1H"));
        hearings.forEach(hearing -> calendar.add(event(hearing, locale)));
        return calendar.toString();
    }

    private VEvent event(Hearings.Hearing hearing, Locale locale) {
        var event = new VEvent(hearing.hearingAt(), USUAL_LENGTH, hearing.reference() + " · " + type(hearing, locale));
        event.removeAll("DTSTAMP");
        event.add(new DtStamp(hearing.changedAt()));
        event.add(new Uid(hearing.id() + "@amparo"));
        event.add(new Sequence(hearing.sequence()));
        event.add(new LastModified(hearing.changedAt()));
        event.add(new Location(catalog.court(hearing.court())
                .map(Court::name)
                .orElse(hearing.court().value())));
        event.add(new Status(isOff(hearing) ? Status.VALUE_CANCELLED : Status.VALUE_CONFIRMED));
        return event;
    }

    private static boolean isOff(Hearings.Hearing hearing) {
        return hearing.result() == HearingResult.ADJOURNED || hearing.result() == HearingResult.VACATED;
    }

    private String type(Hearings.Hearing hearing, Locale locale) {
        return catalog.entry(ListName.HEARING_TYPE, hearing.type())
                .map(entry -> locale.getLanguage().equals("es") ? entry.spanish() : entry.english())
                .orElse(hearing.type().value());
    }
}
