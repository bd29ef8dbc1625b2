package org.amparo.matching;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Context;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** What matching holds, as others may see it. */
@Mapper
interface MatchingViews {

    @Mapping(target = "capacity", expression = "java(capacity(sheet))")
    @Mapping(target = "rooming", expression = "java(sheet.saysRoom())")
    PracticeView practice(PracticeSheet sheet, String name);

    CapacityView capacity(Service service, Capacity capacity, @Nullable Integer open);

    @Mapping(target = "open", expression = "java(promise.open())")
    PromisesView.PromiseView promise(Service service, Promise promise);

    AskedView asked(Asked asked);

    ShortlistView.PayerView payer(FundCheck check, String name);

    @Mapping(target = "provider", source = "entry.provider")
    @Mapping(target = "eligibility", source = "entry.eligibility")
    @Mapping(target = "fund", source = "entry.fund")
    @Mapping(
            target = "fundName",
            expression = "java(entry.fund() == null ? null : fundNames.get(entry.fund().toString()))")
    @Mapping(target = "score", expression = "java(score(entry))")
    @Mapping(target = "funds", expression = "java(funds(entry, fundNames))")
    @Mapping(target = "asked", source = "asked")
    @Mapping(target = "onCall", source = "onCall")
    EntryView entry(
            Entry entry,
            @Nullable Integer rank,
            String name,
            Map<String, String> fundNames,
            @Nullable AskedView asked,
            boolean onCall);

    @Mapping(target = "points", expression = "java(part.points())")
    EntryView.PartView part(Part part);

    @Mapping(target = "planned", expression = "java(place(line.planned(), names))")
    @Mapping(target = "oneByOne", expression = "java(place(line.oneByOne(), names))")
    PlanView.LineView line(PlanLine line, @Context Map<OrganizationId, String> names);

    PlanView.PlaceView place(PlanLine.Place place, String name);

    PlanView.PriceView price(PlanPrice price, String name);

    PlanView.WishView wish(PlanWish wish, @Nullable HumanReference reference, String name);

    default PlanView.@Nullable PlaceView place(PlanLine.@Nullable Place place, Map<OrganizationId, String> names) {
        return place == null ? null : place(place, names.getOrDefault(place.provider(), ""));
    }

    default List<CapacityView> capacity(PracticeSheet sheet) {
        var services = new TreeSet<Service>(sheet.offering().services());
        services.addAll(sheet.capacity().keySet());
        return services.stream()
                .map(service -> capacity(
                        service, sheet.capacity(service), sheet.room(service).open()))
                .toList();
    }

    default List<EntryView.FundView> funds(Entry entry, Map<String, String> fundNames) {
        return entry.funds().stream()
                .map(check -> new EntryView.FundView(
                        check.fund(),
                        fundNames.getOrDefault(check.fund().toString(), ""),
                        check.finding(),
                        check.rules()))
                .toList();
    }

    default @Nullable Double score(Entry entry) {
        return entry.parts().isEmpty() ? null : (Double) (Math.round(entry.milliScore() / 100.0) / 10.0);
    }
}
