package org.amparo.representation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.amparo.catalog.Catalog;
import org.amparo.intake.CustodyStatus;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.membership.MemberId;
import org.amparo.membership.SignedIn;
import org.amparo.representation.AcknowledgeNotices;
import org.amparo.representation.ChangeHearing;
import org.amparo.representation.CloseMatter;
import org.amparo.representation.ContactMode;
import org.amparo.representation.DeadlineId;
import org.amparo.representation.DeadlineKind;
import org.amparo.representation.DropDeadline;
import org.amparo.representation.HearingId;
import org.amparo.representation.HearingResult;
import org.amparo.representation.HearingSource;
import org.amparo.representation.MatterId;
import org.amparo.representation.MatterView;
import org.amparo.representation.MeetDeadline;
import org.amparo.representation.ObserveCustody;
import org.amparo.representation.Outcome;
import org.amparo.representation.RecordHearingResult;
import org.amparo.representation.RecordMilestone;
import org.amparo.representation.RecordOutcome;
import org.amparo.representation.ReopenMatter;
import org.amparo.representation.ReopenReason;
import org.amparo.representation.RepresentationDesk;
import org.amparo.representation.ScheduleHearing;
import org.amparo.representation.ServiceMilestone;
import org.amparo.representation.SetDeadline;
import org.amparo.representation.Track;
import org.amparo.representation.TransferMatter;
import org.amparo.representation.WriteNote;
import org.amparo.representation.web.Forms.ClosingForm;
import org.amparo.representation.web.Forms.CustodyForm;
import org.amparo.representation.web.Forms.DeadlineForm;
import org.amparo.representation.web.Forms.HearingForm;
import org.amparo.representation.web.Forms.HearingResultForm;
import org.amparo.representation.web.Forms.MilestoneForm;
import org.amparo.representation.web.Forms.NoteForm;
import org.amparo.representation.web.Forms.OutcomeForm;
import org.amparo.representation.web.Forms.ReopeningForm;
import org.amparo.representation.web.Forms.TransferForm;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What can be done to a matter, each on a small page of its own. A form that is refused comes back as it was typed, with the matter as it
 * stands now beside it; its hidden version is then the present one, so that looking and saving again is enough.
 */
@Controller
@RequestMapping("/matters/{id}")
@PreAuthorize("hasRole('PROVIDER')")
class MatterActions {

    /** Where the person was seen, said on the same form as what happened to them. */
    private static final Map<String, CustodyStatus> SIGHTINGS = sightings();

    private static final Outcome[] CUSTODY = of(Track.CUSTODY);
    private static final Outcome[] LEGAL = of(Track.LEGAL);
    private static final Outcome[] SERVICE = of(Track.SERVICE);
    private static final List<Outcome> DECIDING = Stream.of(LEGAL)
            .filter(outcome -> outcome != Outcome.APPEALED_TO_BIA
                    && outcome != Outcome.REMANDED
                    && outcome != Outcome.PETITION_FOR_REVIEW_FILED)
            .toList();

    private final RepresentationDesk desk;
    private final Catalog catalog;
    private final MessageSource messages;
    private final Clock clock;

    MatterActions(RepresentationDesk desk, Catalog catalog, MessageSource messages, Clock clock) {
        this.desk = desk;
        this.catalog = catalog;
        this.messages = messages;
        this.clock = clock;
    }

    @ModelAttribute("lists")
    Lists lists() {
        return new Lists(catalog, today());
    }

    @GetMapping("/milestones")
    String milestone(
            @PathVariable MatterId id,
            @RequestParam(required = false) @Nullable String milestone,
            SignedIn by,
            Model model) {
        model.addAttribute(new MilestoneForm(null, milestone, nowTyped(), null));
        return milestonePage(id, by, model);
    }

    @PostMapping("/milestones")
    String milestone(
            @PathVariable MatterId id,
            MilestoneForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var typed = new Typed(binding);
        var milestone = typed.constant("milestone", form.milestone(), ServiceMilestone.class);
        var on = typed.moment("on", form.on());
        var how = typed.constantOrNone("how", form.how(), ContactMode.class);
        var version = typed.version(form.version());
        if (typed.done(() -> desk.record(new RecordMilestone(id, version, milestone, on, how), by))) {
            return back(id, "representation.milestone.done", redirect);
        }
        response.setStatus(422);
        return milestonePage(id, by, model);
    }

    @GetMapping("/hearings/new")
    String hearing(@PathVariable MatterId id, SignedIn by, Model model) {
        model.addAttribute(new HearingForm(null, null, null, null, null, today().toString()));
        return hearingPage(id, null, by, model);
    }

    @PostMapping("/hearings")
    String hearing(
            @PathVariable MatterId id,
            HearingForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var typed = new Typed(binding);
        var command = new ScheduleHearing(
                id,
                typed.version(form.version()),
                typed.code("type", form.type(), ListCode::of, new ListCode("-")),
                typed.code("court", form.court(), CourtCode::of, new CourtCode("-")),
                typed.moment("at", form.at()),
                typed.constant("source", form.source(), HearingSource.class),
                typed.day("lastVerified", form.lastVerified()));
        if (typed.done(() -> desk.schedule(command, by))) {
            return back(id, "representation.hearing.done", redirect);
        }
        response.setStatus(422);
        return hearingPage(id, null, by, model);
    }

    @GetMapping("/hearings/{hearing}")
    String hearing(@PathVariable MatterId id, @PathVariable HearingId hearing, SignedIn by, Model model) {
        var known = hearing(desk.view(id, by), hearing);
        model.addAttribute(new HearingForm(
                null,
                known.type().value(),
                known.court().value(),
                typed(known.hearingAt()),
                known.source().name(),
                known.lastVerified().toString()));
        model.addAttribute(new HearingResultForm(null, null, null));
        return hearingPage(id, hearing, by, model);
    }

    @PostMapping("/hearings/{hearing}")
    String change(
            @PathVariable MatterId id,
            @PathVariable HearingId hearing,
            HearingForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var typed = new Typed(binding);
        var command = new ChangeHearing(
                id,
                typed.version(form.version()),
                hearing,
                typed.code("type", form.type(), ListCode::of, new ListCode("-")),
                typed.code("court", form.court(), CourtCode::of, new CourtCode("-")),
                typed.moment("at", form.at()),
                typed.constant("source", form.source(), HearingSource.class),
                typed.day("lastVerified", form.lastVerified()));
        if (typed.done(() -> desk.change(command, by))) {
            return back(id, "representation.hearing.changed", redirect);
        }
        response.setStatus(422);
        model.addAttribute(new HearingResultForm(null, null, null));
        return hearingPage(id, hearing, by, model);
    }

    @GetMapping("/hearings/{hearing}/result")
    String result(@PathVariable MatterId id, @PathVariable HearingId hearing, SignedIn by, Model model) {
        model.addAttribute(new HearingResultForm(null, null, null));
        return resultPage(id, hearing, by, model);
    }

    @PostMapping("/hearings/{hearing}/result")
    String result(
            @PathVariable MatterId id,
            @PathVariable HearingId hearing,
            HearingResultForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var typed = new Typed(binding);
        var result = typed.constant("result", form.result(), HearingResult.class);
        // The drop-down stands under "adjourned" and is hidden with it, but keeps what was chosen in it.
        var adjournment = result == HearingResult.ADJOURNED
                ? typed.codeOrNone("adjournment", form.adjournment(), ListCode::of)
                : null;
        var version = typed.version(form.version());
        if (typed.done(() -> desk.conclude(new RecordHearingResult(id, version, hearing, result, adjournment), by))) {
            return back(id, "representation.result.done", redirect);
        }
        response.setStatus(422);
        return resultPage(id, hearing, by, model);
    }

    @GetMapping("/deadlines")
    String deadline(@PathVariable MatterId id, SignedIn by, Model model) {
        model.addAttribute(new DeadlineForm(null, null, null));
        return deadlinePage(id, by, model);
    }

    @PostMapping("/deadlines")
    String deadline(
            @PathVariable MatterId id,
            DeadlineForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var typed = new Typed(binding);
        var command = new SetDeadline(
                id,
                typed.version(form.version()),
                typed.constant("kind", form.kind(), DeadlineKind.class),
                typed.day("due", form.due()));
        if (typed.done(() -> desk.set(command, by))) {
            return back(id, "representation.deadline.done", redirect);
        }
        response.setStatus(422);
        return deadlinePage(id, by, model);
    }

    @PostMapping("/deadlines/{deadline}/completion")
    String meet(
            @PathVariable MatterId id,
            @PathVariable DeadlineId deadline,
            @RequestParam long version,
            SignedIn by,
            RedirectAttributes redirect) {
        return pressed(
                id,
                "representation.deadline.met",
                () -> desk.meet(new MeetDeadline(id, version, deadline, today()), by),
                redirect);
    }

    @PostMapping("/deadlines/{deadline}/removal")
    String drop(
            @PathVariable MatterId id,
            @PathVariable DeadlineId deadline,
            @RequestParam long version,
            SignedIn by,
            RedirectAttributes redirect) {
        return pressed(
                id,
                "representation.deadline.dropped",
                () -> desk.drop(new DropDeadline(id, version, deadline), by),
                redirect);
    }

    @GetMapping("/custody")
    String custody(
            @PathVariable MatterId id,
            @RequestParam(required = false) @Nullable String happened,
            @RequestParam(required = false) @Nullable String facility,
            SignedIn by,
            Model model) {
        model.addAttribute(new CustodyForm(null, happened, today().toString(), null, facility));
        return custodyPage(id, by, model);
    }

    @PostMapping("/custody")
    String custody(
            @PathVariable MatterId id,
            CustodyForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var typed = new Typed(binding);
        var version = typed.version(form.version());
        var on = typed.day("on", form.on());
        var amount = typed.cents("amount", form.amount());
        var facility = typed.codeOrNone("facility", form.facility(), FacilityCode::of);
        var seen = SIGHTINGS.get(Objects.requireNonNullElse(form.happened(), ""));
        boolean done;
        if (seen != null) {
            done = typed.done(() -> {
                if (amount != null) {
                    throw Rejected.invalid("amountCents", "matter-amount-misplaced");
                }
                desk.observe(new ObserveCustody(id, version, seen, facility, momentOf(on)), by);
            });
        } else {
            var outcome = typed.constant("happened", form.happened(), Outcome.class);
            done = typed.done(() -> desk.record(new RecordOutcome(id, version, outcome, on, amount, facility), by));
        }
        if (done) {
            return back(id, "representation.custody.done", redirect);
        }
        response.setStatus(422);
        return custodyPage(id, by, model);
    }

    @GetMapping("/outcomes")
    String outcome(@PathVariable MatterId id, SignedIn by, Model model) {
        model.addAttribute(new OutcomeForm(null, null, today().toString()));
        return outcomePage(id, by, model);
    }

    @PostMapping("/outcomes")
    String outcome(
            @PathVariable MatterId id,
            OutcomeForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var typed = new Typed(binding);
        var command = new RecordOutcome(
                id,
                typed.version(form.version()),
                typed.constant("happened", form.happened(), Outcome.class),
                typed.day("on", form.on()),
                null,
                null);
        if (typed.done(() -> desk.record(command, by))) {
            return back(id, "representation.outcome.done", redirect);
        }
        response.setStatus(422);
        return outcomePage(id, by, model);
    }

    @GetMapping("/notes")
    String note(@PathVariable MatterId id, SignedIn by, Model model) {
        model.addAttribute(new NoteForm(null, null));
        return notePage(id, by, model);
    }

    @PostMapping("/notes")
    String note(
            @PathVariable MatterId id,
            NoteForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var typed = new Typed(binding);
        var text = PersonalText.of(Objects.requireNonNullElse(form.text(), "").strip());
        var version = typed.version(form.version());
        if (typed.done(() -> desk.write(new WriteNote(id, version, text), by))) {
            return back(id, "representation.note.done", redirect);
        }
        response.setStatus(422);
        return notePage(id, by, model);
    }

    @GetMapping("/transfer")
    String transfer(@PathVariable MatterId id, SignedIn by, Model model) {
        model.addAttribute(new TransferForm(null, null));
        return transferPage(id, by, model);
    }

    @PostMapping("/transfer")
    String transfer(
            @PathVariable MatterId id,
            TransferForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var typed = new Typed(binding);
        var to = typed.code("to", form.to(), MemberId::of, by.member());
        var version = typed.version(form.version());
        if (typed.done(() -> desk.transfer(new TransferMatter(id, version, to), by))) {
            return back(id, "representation.transfer.done", redirect);
        }
        response.setStatus(422);
        return transferPage(id, by, model);
    }

    @PostMapping("/acknowledgement")
    String acknowledge(
            @PathVariable MatterId id, @RequestParam long version, SignedIn by, RedirectAttributes redirect) {
        return pressed(
                id,
                "representation.notice.done",
                () -> desk.acknowledge(new AcknowledgeNotices(id, version), by),
                redirect);
    }

    @GetMapping("/closure")
    String closure(@PathVariable MatterId id, SignedIn by, Model model) {
        model.addAttribute(new ClosingForm(null, null, null, today().toString()));
        return closingPage(id, by, model);
    }

    @PostMapping("/closure")
    String closure(
            @PathVariable MatterId id,
            ClosingForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var typed = new Typed(binding);
        var command = new CloseMatter(
                id,
                typed.version(form.version()),
                typed.constant("service", form.service(), Outcome.class),
                typed.constantOrNone("legal", form.legal(), Outcome.class),
                typed.day("on", form.on()));
        if (typed.done(() -> desk.close(command, by))) {
            return back(id, "representation.closing.done", redirect);
        }
        response.setStatus(422);
        return closingPage(id, by, model);
    }

    @GetMapping("/reopening")
    String reopening(@PathVariable MatterId id, SignedIn by, Model model) {
        model.addAttribute(new ReopeningForm(null, null));
        return reopeningPage(id, by, model);
    }

    @PostMapping("/reopening")
    String reopening(
            @PathVariable MatterId id,
            ReopeningForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var typed = new Typed(binding);
        var reason = typed.constant("reason", form.reason(), ReopenReason.class);
        var version = typed.version(form.version());
        if (typed.done(() -> desk.reopen(new ReopenMatter(id, version, reason), by))) {
            return back(id, "representation.reopening.done", redirect);
        }
        response.setStatus(422);
        return reopeningPage(id, by, model);
    }

    private String milestonePage(MatterId id, SignedIn by, Model model) {
        page(id, by, model);
        model.addAttribute("milestones", ServiceMilestone.values());
        model.addAttribute("modes", ContactMode.values());
        return "representation/milestone";
    }

    private String hearingPage(MatterId id, @Nullable HearingId hearing, SignedIn by, Model model) {
        var matter = page(id, by, model);
        if (hearing != null) {
            model.addAttribute("hearing", hearing(matter, hearing));
        }
        model.addAttribute("sources", HearingSource.values());
        return "representation/hearing";
    }

    private String resultPage(MatterId id, HearingId hearing, SignedIn by, Model model) {
        model.addAttribute("hearing", hearing(page(id, by, model), hearing));
        model.addAttribute("results", HearingResult.values());
        return "representation/result";
    }

    private String deadlinePage(MatterId id, SignedIn by, Model model) {
        page(id, by, model);
        model.addAttribute("kinds", DeadlineKind.values());
        return "representation/deadline";
    }

    private String custodyPage(MatterId id, SignedIn by, Model model) {
        page(id, by, model);
        var choices = new LinkedHashMap<String, Object>();
        for (var outcome : CUSTODY) {
            choices.put(outcome.name(), outcome);
        }
        SIGHTINGS.forEach((name, status) -> choices.put(
                name, messages.getMessage("representation.custody." + name, null, LocaleContextHolder.getLocale())));
        model.addAttribute("happenings", choices);
        return "representation/custody";
    }

    private String outcomePage(MatterId id, SignedIn by, Model model) {
        page(id, by, model);
        model.addAttribute("outcomes", LEGAL);
        return "representation/outcome";
    }

    private String notePage(MatterId id, SignedIn by, Model model) {
        page(id, by, model);
        return "representation/note";
    }

    private String transferPage(MatterId id, SignedIn by, Model model) {
        var matter = page(id, by, model);
        model.addAttribute(
                "colleagues",
                desk.colleagues(by).stream()
                        .filter(colleague -> !colleague.id().equals(matter.attorney()))
                        .toList());
        return "representation/transfer";
    }

    private String closingPage(MatterId id, SignedIn by, Model model) {
        page(id, by, model);
        model.addAttribute("endings", SERVICE);
        model.addAttribute("deciding", DECIDING);
        return "representation/closing";
    }

    private String reopeningPage(MatterId id, SignedIn by, Model model) {
        page(id, by, model);
        model.addAttribute("reasons", ReopenReason.values());
        return "representation/reopening";
    }

    private MatterView page(MatterId id, SignedIn by, Model model) {
        var matter = desk.view(id, by);
        model.addAttribute("matter", matter);
        return matter;
    }

    private static MatterView.HearingView hearing(MatterView matter, HearingId id) {
        return matter.legal().hearings().stream()
                .filter(hearing -> hearing.id().equals(id))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private static String back(MatterId id, String notice, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", notice);
        return "redirect:/matters/" + id;
    }

    /** A button without a form: what is refused is said on the matter's page. */
    private static String pressed(MatterId id, String notice, Runnable deed, RedirectAttributes redirect) {
        try {
            deed.run();
            return back(id, notice, redirect);
        } catch (Rejected rejected) {
            redirect.addFlashAttribute("noticeKind", "important");
            redirect.addFlashAttribute("noticeArguments", rejected.arguments().toArray());
            return back(id, "problem." + rejected.code(), redirect);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Typed.PACIFIC);
    }

    /** What happened today happened by now; what happened on another day, at its noon. */
    private Instant momentOf(LocalDate day) {
        return day.equals(today())
                ? clock.instant()
                : day.atTime(12, 0).atZone(Typed.PACIFIC).toInstant();
    }

    private String nowTyped() {
        return typed(clock.instant());
    }

    private static String typed(Instant moment) {
        return moment.atZone(Typed.PACIFIC)
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private static Outcome[] of(Track track) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.track() == track)
                .toArray(Outcome[]::new);
    }

    private static Map<String, CustodyStatus> sightings() {
        var sightings = new LinkedHashMap<String, CustodyStatus>();
        sightings.put("SEEN_DETAINED", CustodyStatus.DETAINED);
        sightings.put("SEEN_LOCAL_CUSTODY", CustodyStatus.LOCAL_CUSTODY);
        sightings.put("SEEN_RELEASED", CustodyStatus.RELEASED);
        return sightings;
    }
}
