package org.amparo.catalog;

import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Code;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where a steward keeps the lists. Nothing is deleted: an entry is corrected when it was wrong, ended when it holds no more, and
 * replaced when something else holds from a day on. Two entries of one code never hold on the same day.
 */
@Service
@Transactional
public class CatalogDesk {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final int LABEL = 200;
    private static final int SOURCE = 300;
    private static final Pattern COUNTY = Pattern.compile("\\d{5}");
    private static final Pattern STATE = Pattern.compile("[A-Z]{2}");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);

    private final Items items;
    private final ItemViews views;
    private final Stamp stamp;
    private final RememberedCatalog catalog;
    private final Clock clock;

    CatalogDesk(Items items, ItemViews views, Stamp stamp, RememberedCatalog catalog, Clock clock) {
        this.items = items;
        this.views = views;
        this.stamp = stamp;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Every list, with how many entries are in use today (Pacific time). */
    @Transactional(readOnly = true)
    public List<ListSummary> lists() {
        var today = today();
        var summaries = new ArrayList<ListSummary>();
        for (var list : ListKey.all()) {
            var all = items.ofList(list.name());
            var inUse = (int) all.stream()
                    .filter(item -> item.getProvenance().holdsOn(today))
                    .count();
            summaries.add(new ListSummary(list, inUse, all.size() - inUse));
        }
        return summaries;
    }

    /**
     * The entries of a list in its order.
     *
     * @param search part of a code or of a label in either language, without regard to case and accents; {@code null} for all
     * @param on only those in use on that day (Pacific time); {@code null} for all periods
     */
    @Transactional(readOnly = true)
    public List<ListItem> items(ListKey list, @Nullable String search, @Nullable LocalDate on) {
        var wanted = search == null ? "" : folded(search.strip());
        return views.toViews(items.ofList(list.name()).stream()
                .filter(item -> on == null || item.getProvenance().holdsOn(on))
                .filter(item -> folded(item.getCode() + ' ' + item.getEnglish() + ' ' + item.getSpanish())
                        .contains(wanted))
                .toList());
    }

    /** @throws NotFound when the list has no such entry */
    @Transactional(readOnly = true)
    public ListItem item(ListKey list, ItemId id) {
        return views.toView(find(list, id));
    }

    /** All periods of the code of an entry, the oldest first. */
    @Transactional(readOnly = true)
    public List<ListItem> periods(ListKey list, ItemId id) {
        return views.toViews(items.ofCode(list.name(), find(list, id).getCode()));
    }

    /** @throws Rejected naming the field that is wrong, or {@code code} when it is in use during that period */
    public ListItem add(ItemDraft draft, Actor by) {
        stamp.draw();
        check(draft);
        var list = draft.list();
        if (list.equals(ListKey.RULE) && RuleName.of(draft.code()).isEmpty()) {
            throw Rejected.invalid("code", "catalog-rule-unknown");
        }
        refuseOverlap(draft, null);
        return keep(Item.of(draft, items.lastPosition(list.name()) + 10), by);
    }

    /**
     * Puts an entry right that was wrong from the beginning; its code stays.
     *
     * @throws Rejected {@code stale-version} when somebody else changed it meanwhile
     */
    public ListItem correct(ItemId id, long version, ItemDraft draft, Actor by) {
        stamp.draw();
        var item = current(draft.list(), id, version);
        var same = withCode(draft, item.getCode());
        check(same);
        refuseOverlap(same, id);
        refuseGap(item, draft.provenance().validTo());
        return keep(item.correct(same), by);
    }

    /**
     * From the draft's first day on something else holds: the entry ends there and the draft begins under the same code.
     *
     * @throws Rejected when the draft does not begin after the entry
     */
    public ListItem replace(ItemId id, long version, ItemDraft draft, Actor by) {
        stamp.draw();
        var item = current(draft.list(), id, version);
        var next = withCode(draft, item.getCode());
        check(next);
        var from = next.provenance().validFrom();
        if (!from.isAfter(item.getProvenance().validFrom())) {
            throw Rejected.invalid("validFrom", "catalog-replacement-not-later");
        }
        var ends = item.getProvenance().validTo();
        if (ends == null || ends.isAfter(from)) {
            items.saveAndFlush(item.end(from));
        }
        refuseOverlap(next, null);
        return keep(Item.of(next, item.position()), by);
    }

    /**
     * The entry holds until the day before; old records keep its words.
     *
     * @throws Rejected for a rule: there must always be one in force, so it is replaced instead
     */
    public ListItem end(ListKey list, ItemId id, long version, LocalDate on, Actor by) {
        stamp.draw();
        var item = current(list, id, version);
        if (on.isAfter(LATEST)) {
            throw Rejected.invalid("validTo", "catalog-date-range");
        }
        refuseGap(item, on);
        refuseOverlap(
                new ItemDraft(
                        list,
                        item.getCode(),
                        item.getEnglish(),
                        item.getSpanish(),
                        item.getParticulars(),
                        new Provenance(
                                item.getProvenance().validFrom(),
                                on,
                                item.getProvenance().source())),
                id);
        return keep(item.end(on), by);
    }

    private ListItem keep(Item item, Actor by) {
        var kept = items.saveAndFlush(item.announce(by, clock.instant()));
        TransactionSynchronizationManager.registerSynchronization(new Forgetting());
        return views.toView(kept);
    }

    private Item find(ListKey list, ItemId id) {
        return items.findById(id).filter(item -> item.getList().equals(list)).orElseThrow(NotFound::new);
    }

    private Item current(ListKey list, ItemId id, long version) {
        var item = find(list, id);
        if (item.getVersion() != version) {
            throw Rejected.stale();
        }
        return item;
    }

    private void check(ItemDraft draft) {
        checkCode(draft.list(), draft.code());
        checkText("english", draft.english(), LABEL);
        checkText("spanish", draft.spanish(), LABEL);
        checkText("source", draft.provenance().source(), SOURCE);
        var from = draft.provenance().validFrom();
        var to = draft.provenance().validTo();
        if (from.isBefore(EARLIEST) || from.isAfter(LATEST)) {
            throw Rejected.invalid("validFrom", "catalog-date-range");
        }
        if (to != null && !to.isAfter(from)) {
            throw Rejected.invalid("validTo", "catalog-ends-before-it-begins");
        }
        if (to != null && to.isAfter(LATEST)) {
            throw Rejected.invalid("validTo", "catalog-date-range");
        }
        checkParticulars(draft.list(), draft.particulars());
    }

    private static void checkCode(ListKey list, String code) {
        var county = list.equals(ListKey.of(ListName.COUNTY));
        if (county ? !COUNTY.matcher(code).matches() : !Code.reads(code)) {
            throw Rejected.invalid("code", county ? "catalog-county-code-form" : "catalog-code-form");
        }
    }

    private static void checkText(String field, String text, int most) {
        if (text.isBlank()) {
            throw Rejected.invalid(field, "required");
        }
        if (text.length() > most) {
            throw Rejected.invalid(field, "too-long", most);
        }
    }

    private void checkParticulars(ListKey list, Particulars particulars) {
        if (!belongs(list, particulars)) {
            throw Rejected.invalid("particulars", "catalog-other-list");
        }
        if (particulars instanceof Particulars.OfFacility facility) {
            checkText("city", facility.city(), 100);
            if (!STATE.matcher(facility.state()).matches()) {
                throw Rejected.invalid("state", "catalog-state-form");
            }
            var county = facility.county();
            if (county != null) {
                checkKnown("county", ListName.COUNTY, county);
            }
            checkKnown("fieldOffice", ListName.FIELD_OFFICE, facility.fieldOffice());
        }
        if (particulars instanceof Particulars.OfLanguage language) {
            var eoir = language.eoirCode();
            if (eoir != null && !Code.reads(eoir)) {
                throw Rejected.invalid("eoirCode", "catalog-code-form");
            }
        }
        if (particulars instanceof Particulars.OfRule rule && (rule.amount() < 1 || rule.amount() > 10_000_000)) {
            throw Rejected.invalid("amount", "catalog-amount-range");
        }
    }

    private static boolean belongs(ListKey list, Particulars particulars) {
        if (list.equals(ListKey.FACILITY)) {
            return particulars instanceof Particulars.OfFacility;
        }
        if (list.equals(ListKey.COURT)) {
            return particulars instanceof Particulars.OfCourt;
        }
        if (list.equals(ListKey.LANGUAGE)) {
            return particulars instanceof Particulars.OfLanguage;
        }
        return list.equals(ListKey.RULE)
                ? particulars instanceof Particulars.OfRule
                : particulars instanceof Particulars.None;
    }

    private void checkKnown(String field, ListName list, Code code) {
        if (catalog.entry(list, new ListCode(code.value())).isEmpty()) {
            throw Rejected.invalid(field, "unknown-code");
        }
    }

    private void refuseOverlap(ItemDraft draft, @Nullable ItemId itself) {
        for (var other : items.ofCode(draft.list().name(), draft.code())) {
            if (!other.getId().equals(itself) && other.getProvenance().overlaps(draft.provenance())) {
                throw Rejected.invalid(
                        "code",
                        "catalog-code-in-use",
                        draft.code(),
                        other.getProvenance().validFrom().toString());
            }
        }
    }

    /** A rule is never without a row in force: its end must be another row's beginning. */
    private void refuseGap(Item item, @Nullable LocalDate end) {
        if (end == null || !item.getList().equals(ListKey.RULE)) {
            return;
        }
        var followed = items.ofCode(ListKey.RULE.name(), item.getCode()).stream()
                .anyMatch(other -> other.getProvenance().validFrom().equals(end));
        if (!followed) {
            throw Rejected.invalid("validTo", "catalog-rule-needs-successor");
        }
    }

    private static ItemDraft withCode(ItemDraft draft, String code) {
        return new ItemDraft(
                draft.list(), code, draft.english(), draft.spanish(), draft.particulars(), draft.provenance());
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(PACIFIC));
    }

    private static String folded(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** Before anybody reacts to the change, this node's copy of the lists is dropped; after a rollback as well, to be sure. */
    private final class Forgetting implements TransactionSynchronization {

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }

        @Override
        public void afterCommit() {
            catalog.forget();
        }

        @Override
        public void afterCompletion(int status) {
            catalog.forget();
        }
    }
}
