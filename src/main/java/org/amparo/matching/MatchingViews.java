package org.amparo.matching;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.amparo.kernel.Service;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** What matching holds, as others may see it. */
@Mapper
interface MatchingViews {

    @Mapping(target = "capacity", expression = "java(capacity(sheet))")
    PracticeView practice(PracticeSheet sheet, String name);

    @Mapping(target = "open", expression = "java(capacity.open())")
    CapacityView capacity(Service service, Capacity capacity);

    AskedView asked(Asked asked);

    @Mapping(target = "provider", source = "entry.provider")
    @Mapping(target = "eligibility", source = "entry.eligibility")
    @Mapping(target = "fund", source = "entry.fund")
    @Mapping(
            target = "fundName",
            expression = "java(entry.fund() == null ? null : fundNames.get(entry.fund().toString()))")
    @Mapping(target = "score", expression = "java(score(entry))")
    @Mapping(target = "funds", expression = "java(funds(entry, fundNames))")
    @Mapping(target = "asked", source = "asked")
    EntryView entry(
            Entry entry, @Nullable Integer rank, String name, Map<String, String> fundNames, @Nullable AskedView asked);

    @Mapping(target = "points", expression = "java(part.points())")
    EntryView.PartView part(Part part);

    default List<CapacityView> capacity(PracticeSheet sheet) {
        var services = new TreeSet<Service>(sheet.offering().services());
        services.addAll(sheet.capacity().keySet());
        return services.stream()
                .map(service -> capacity(service, sheet.capacity(service)))
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
