package org.amparo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL is told of a transaction's reader: as which role it reads, and the three ids that policies ask for. Set for the transaction
 * alone, in one statement; a transaction that was told nothing reaches no table with people in it.
 *
 * @param role the database's role; {@code none} is the application's own, which sees nobody
 * @param system whether Amparo itself acts
 * @param oversees whether the reader is a lead or a steward, whatever else they are
 * @param organization the reader's, where they take calls for it
 * @param provider the reader's organization, where they represent people for it
 */
record Setting(
        String role,
        boolean system,
        boolean oversees,
        @Nullable UUID organization,
        @Nullable UUID provider,
        @Nullable UUID member) {

    static final String COALITION = "amparo_coalition";
    static final String PROVIDER = "amparo_provider";
    static final String OVERSEER = "amparo_overseer";
    static final String PROVIDER_OVERSEER = "amparo_provider_overseer";

    /** Nobody is known: nothing is set. */
    static final Setting NOBODY = new Setting("none", false, false, null, null, null);

    /** Listeners after commit, scheduled tasks, and what follows from a deed. */
    static final Setting AMPARO = new Setting(COALITION, true, false, null, null, null);

    /** Takes {@value #PARAMETERS} parameters, which {@link #bind} sets. */
    static final String SET = """
            SELECT set_config('role', ?, true), set_config('amparo.reach', ?, true), set_config('amparo.organization', ?, true),
                   set_config('amparo.provider', ?, true), set_config('amparo.member', ?, true)""";

    static final int PARAMETERS = 5;

    static Setting of(SignedIn reader) {
        var hotline = reader.is(Role.VOLUNTEER) || reader.is(Role.DISPATCHER);
        var provider = reader.is(Role.PROVIDER);
        var overseer = reader.is(Role.LEAD) || reader.is(Role.STEWARD);
        return new Setting(
                role(hotline, provider, overseer),
                false,
                overseer,
                hotline ? reader.organization().value() : null,
                provider ? reader.organization().value() : null,
                reader.member().value());
    }

    private static String role(boolean hotline, boolean provider, boolean overseer) {
        if (hotline) {
            return COALITION;
        }
        if (provider) {
            return overseer ? PROVIDER_OVERSEER : PROVIDER;
        }
        return overseer ? OVERSEER : NOBODY.role();
    }

    /** For the running transaction, and gone with it. */
    void apply(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(SET)) {
            bind(statement);
            statement.execute();
        }
    }

    /** @param statement begins with {@link #SET} */
    void bind(PreparedStatement statement) throws SQLException {
        statement.setString(1, role);
        statement.setString(2, system ? "system" : oversees ? "overseer" : "");
        statement.setString(3, text(organization));
        statement.setString(4, text(provider));
        statement.setString(5, text(member));
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }
}
