package org.amparo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amparo.membership.Directory;
import org.amparo.membership.MemberReleased;
import org.amparo.membership.MemberSignedOut;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.SignedIn;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Where somebody is signed in, and the way to end it everywhere. */
@Controller
class SignInPages {

    private final WebSessions sessions;
    private final Directory directory;
    private final ObjectProvider<MembershipDesk> desk;
    private final LogoutSuccessHandler goodbye;

    SignInPages(
            WebSessions sessions,
            Directory directory,
            ObjectProvider<MembershipDesk> desk,
            LogoutSuccessHandler goodbye) {
        this.sessions = sessions;
        this.directory = directory;
        this.desk = desk;
        this.goodbye = goodbye;
    }

    /** A sign-in as its owner sees it. */
    record Line(Instant begunAt, Instant seenAt, boolean here) {}

    @GetMapping("/me/sign-ins")
    String signIns(SignedIn me, HttpServletRequest request, Model model) {
        var here =
                Optional.ofNullable(request.getSession(false)).flatMap(session -> SessionTicket.read(session.getId()));
        model.addAttribute(
                "signIns",
                directory.subject(me.member()).map(sessions::of).orElse(List.of()).stream()
                        .map(place -> new Line(
                                place.begunAt(),
                                place.seenAt(),
                                here.filter(ticket -> MessageDigest.isEqual(ticket.id(), place.id()))
                                        .isPresent()))
                        .toList());
        return "root/sign-ins";
    }

    /** Here as well, and at the identity provider. */
    @PostMapping("/me/sign-ins/end")
    void signOutEverywhere(SignedIn me, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        desk.ifAvailable(membership -> membership.signOut(me.member(), me.actor()));
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        MembershipFilter.signOut();
        goodbye.onLogoutSuccess(
                request,
                response,
                authentication instanceof MemberAuthentication member ? member.identity() : authentication);
    }

    @EventListener
    void end(MemberSignedOut signedOut) {
        directory.subject(signedOut.member()).ifPresent(sessions::end);
    }

    @EventListener
    void end(MemberReleased released) {
        directory.subject(released.member()).ifPresent(sessions::end);
    }
}
