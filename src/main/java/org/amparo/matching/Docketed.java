package org.amparo.matching;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.amparo.kernel.Service;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * The docket of one moment: the numbers to be solved, and who they are. Cases, pools and the pairs of a case are in the order of ids, so
 * that the same docket always gives the same numbers in the same order.
 */
record Docketed(List<Waiting> cases, List<Pool> pools, List<Option> options, PlanProblem problem) {

    /** @param underOffer whether it is being offered at this moment; then only those it is offered to are options */
    record Waiting(RoutedCase routed, boolean underOffer, boolean pinned) {}

    record Pool(OrganizationId provider, Service service) {}

    /**
     * @param rank its place on the shortlist, from 0; those that are full come last
     * @param direct whether it speaks the person's language
     */
    record Option(@Nullable FundId fund, int rank, boolean direct) {}

    Option option(int pair) {
        return options.get(pair);
    }

    /** SHA-256 over everything the solver sees, ids included: plans of equal digests are equal. */
    String digest() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            try (var out = new DataOutputStream(
                    new BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha)))) {
                write(out);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException | IOException impossible) {
            throw new UncheckedIOException(new IOException(impossible));
        }
    }

    private void write(DataOutputStream out) throws IOException {
        for (var index = 0; index < pools.size(); index++) {
            write(out, pools.get(index).provider().value());
            out.writeUTF(pools.get(index).service().name());
            out.writeInt(problem.room(index));
            out.writeInt(problem.share(problem.provider(index)));
        }
        for (var index = 0; index < cases.size(); index++) {
            write(out, cases.get(index).routed().caseFile().value());
            out.writeInt(cases.get(index).routed().round());
            out.writeInt(problem.grade(index));
            out.writeInt(problem.lateWaiting(index));
            for (var pair = problem.firstPair(index); pair < problem.endOfPairs(index); pair++) {
                out.writeInt(problem.pool(pair));
                out.writeInt(problem.late(pair));
                out.writeInt(problem.loss(pair));
                out.writeInt(problem.tie(pair));
            }
        }
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }
}
