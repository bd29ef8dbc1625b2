package org.amparo.catalog.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.CatalogDesk;
import org.amparo.catalog.Entry;
import org.amparo.catalog.Facility;
import org.amparo.catalog.ItemId;
import org.amparo.catalog.ListItem;
import org.amparo.catalog.ListKey;
import org.amparo.catalog.ListName;
import org.amparo.catalog.Particulars;
import org.amparo.catalog.RuleName;
import org.amparo.forms.Reading;
import org.amparo.kernel.Actor;
import org.amparo.kernel.ListCode;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a steward keeps the lists. */
@Controller
@RequestMapping("/lists")
@PreAuthorize("hasRole('STEWARD')")
class ListPages {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final CatalogDesk desk;
    private final Catalog catalog;
    private final Clock clock;

    ListPages(CatalogDesk desk, Catalog catalog, Clock clock) {
        this.desk = desk;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping
    String lists(Model model) {
        model.addAttribute("summaries", desk.lists());
        return "catalog/lists";
    }

    @GetMapping("/{list}")
    String list(
            @PathVariable String list,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "now") String period,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            Model model) {
        var key = ListKey.parse(list);
        var all = period.equals("all");
        model.addAttribute("list", key);
        model.addAttribute("q", q);
        model.addAttribute("period", all ? "all" : "now");
        model.addAttribute(
                "lines",
                desk.items(key, q, all ? null : today()).stream()
                        .map(this::line)
                        .toList());
        return part ? "catalog/list :: items" : "catalog/list";
    }

    @GetMapping("/{list}/new")
    String adding(@PathVariable String list, Model model) {
        return form("add", ListKey.parse(list), null, ItemForm.empty(today().toString()), model);
    }

    @PostMapping("/{list}")
    String add(
            @PathVariable String list,
            @ModelAttribute ItemForm itemForm,
            BindingResult errors,
            Actor by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var key = ListKey.parse(list);
        var reading = new Reading(errors);
        var draft = itemForm.toDraft(key, reading);
        return answer(reading.then(() -> desk.add(draft, by)), "catalog.added", redirect)
                .orElseGet(() -> again(response, form("add", key, null, itemForm, model)));
    }

    @GetMapping("/{list}/{id}")
    String item(@PathVariable String list, @PathVariable ItemId id, Model model) {
        var key = ListKey.parse(list);
        model.addAttribute("list", key);
        model.addAttribute("line", line(desk.item(key, id)));
        model.addAttribute(
                "periods", desk.periods(key, id).stream().map(this::line).toList());
        return "catalog/item";
    }

    @GetMapping("/{list}/{id}/correction")
    String correcting(@PathVariable String list, @PathVariable ItemId id, Model model) {
        var item = desk.item(ListKey.parse(list), id);
        return form("correct", item.list(), item, ItemForm.of(item), model);
    }

    @PostMapping("/{list}/{id}/correction")
    String correct(
            @PathVariable String list,
            @PathVariable ItemId id,
            @ModelAttribute ItemForm itemForm,
            BindingResult errors,
            Actor by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var item = desk.item(ListKey.parse(list), id);
        var reading = new Reading(errors);
        var draft = itemForm.toDraft(item.list(), reading);
        return answer(
                        reading.then(() -> desk.correct(id, itemForm.seenVersion(), draft, by)),
                        "catalog.corrected",
                        redirect)
                .orElseGet(() -> again(response, form("correct", item.list(), item, itemForm, model)));
    }

    @GetMapping("/{list}/{id}/replacement")
    String replacing(@PathVariable String list, @PathVariable ItemId id, Model model) {
        var item = desk.item(ListKey.parse(list), id);
        return form("replace", item.list(), item, ItemForm.of(item).fromAnotherDay(), model);
    }

    @PostMapping("/{list}/{id}/replacement")
    String replace(
            @PathVariable String list,
            @PathVariable ItemId id,
            @ModelAttribute ItemForm itemForm,
            BindingResult errors,
            Actor by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var item = desk.item(ListKey.parse(list), id);
        var reading = new Reading(errors);
        var draft = itemForm.toDraft(item.list(), reading);
        return answer(
                        reading.then(() -> desk.replace(id, itemForm.seenVersion(), draft, by)),
                        "catalog.replaced",
                        redirect)
                .orElseGet(() -> again(response, form("replace", item.list(), item, itemForm, model)));
    }

    @GetMapping("/{list}/{id}/end")
    String ending(@PathVariable String list, @PathVariable ItemId id, Model model) {
        var item = desk.item(ListKey.parse(list), id);
        return ending(item, new EndForm(today().toString(), String.valueOf(item.version())), model);
    }

    @PostMapping("/{list}/{id}/end")
    String end(
            @PathVariable String list,
            @PathVariable ItemId id,
            @ModelAttribute EndForm endForm,
            BindingResult errors,
            Actor by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var item = desk.item(ListKey.parse(list), id);
        var reading = new Reading(errors);
        var on = reading.date("validTo", endForm.validTo());
        return answer(
                        reading.then(() -> desk.end(item.list(), id, endForm.seenVersion(), on, by)),
                        "catalog.ended",
                        redirect)
                .orElseGet(() -> again(response, ending(item, endForm, model)));
    }

    private String ending(ListItem item, EndForm form, Model model) {
        model.addAttribute("list", item.list());
        model.addAttribute("line", line(item));
        model.addAttribute("endForm", form);
        return "catalog/end";
    }

    private String form(String deed, ListKey list, @Nullable ListItem item, ItemForm form, Model model) {
        model.addAttribute("deed", deed);
        model.addAttribute("list", list);
        model.addAttribute("item", item);
        model.addAttribute("itemForm", form);
        model.addAttribute("oneName", ItemForm.hasOneName(list));
        if (list.equals(ListKey.FACILITY)) {
            model.addAttribute("counties", catalog.entries(ListName.COUNTY, today()));
            model.addAttribute("fieldOffices", catalog.entries(ListName.FIELD_OFFICE, today()));
            model.addAttribute("kinds", List.of(Facility.Kind.values()));
        }
        if (list.equals(ListKey.RULE)) {
            model.addAttribute("ruleNames", ruleNames());
            model.addAttribute(
                    "unit",
                    item == null
                            ? null
                            : RuleName.of(item.code()).map(RuleName::unit).orElse(null));
        }
        return "catalog/item-form";
    }

    private static Map<String, RuleName> ruleNames() {
        var names = new LinkedHashMap<String, RuleName>();
        for (var name : RuleName.values()) {
            names.put(name.code(), name);
        }
        return names;
    }

    private static Optional<String> answer(Optional<ListItem> done, String notice, RedirectAttributes redirect) {
        return done.map(item -> {
            redirect.addFlashAttribute("notice", notice);
            redirect.addAttribute("list", item.list().slug());
            redirect.addAttribute("id", item.id().toString());
            return "redirect:/lists/{list}/{id}";
        });
    }

    private static String again(HttpServletResponse response, String view) {
        response.setStatus(422);
        return view;
    }

    private Line line(ListItem item) {
        var particulars = item.particulars();
        var facility = particulars instanceof Particulars.OfFacility known ? known : null;
        var rule = particulars instanceof Particulars.OfRule known
                ? RuleName.of(item.code()).map(name -> Amount.of(name, known)).orElse(null)
                : null;
        return new Line(
                item,
                item.provenance().holdsOn(today()),
                item.provenance().validFrom().isAfter(today()),
                facility,
                particulars instanceof Particulars.OfCourt court ? court : null,
                particulars instanceof Particulars.OfLanguage language ? language : null,
                rule,
                facility == null || facility.county() == null
                        ? null
                        : entry(ListName.COUNTY, facility.county().value()),
                facility == null
                        ? null
                        : entry(ListName.FIELD_OFFICE, facility.fieldOffice().value()));
    }

    private @Nullable Entry entry(ListName list, String code) {
        return catalog.entry(list, ListCode.of(code)).orElse(null);
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(PACIFIC));
    }

    /** An entry with what a page says about it. One of the four in the middle is there when the list has facts of its own. */
    record Line(
            ListItem item,
            boolean inUse,
            boolean future,
            Particulars.@Nullable OfFacility facility,
            Particulars.@Nullable OfCourt court,
            Particulars.@Nullable OfLanguage language,
            @Nullable Amount rule,
            @Nullable Entry county,
            @Nullable Entry fieldOffice) {}

    /** The number of a rule: a time or dollars a year. */
    record Amount(@Nullable Duration time, @Nullable Integer dollars, boolean confirmed) {

        static Amount of(RuleName name, Particulars.OfRule rule) {
            return name.unit() == RuleName.Unit.MINUTES
                    ? new Amount(Duration.ofMinutes(rule.amount()), null, rule.confirmed())
                    : new Amount(null, rule.amount(), rule.confirmed());
        }
    }
}
