package org.amparo.support;

import org.amparo.TestReach;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** PostgreSQL and a throwaway key file, for tests that bring an identity provider of their own. */
@TestConfiguration(proxyBeanMethods = false)
public class TestDatabase {

    @Bean
    TestPostgres.Database testDatabase() {
        return TestPostgres.create();
    }

    /** Tests may do what Amparo itself may, except where they send a request. */
    @Bean
    static BeanPostProcessor reachOfTheTest(BeanFactory beans) {
        return TestReach.around(beans);
    }

    @Bean
    FlywayConnectionDetails migrations(TestPostgres.Database database) {
        return new FlywayConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.url();
            }

            @Override
            public String getUsername() {
                return database.owner();
            }

            @Override
            public String getPassword() {
                return database.ownerPassword();
            }
        };
    }

    @Bean
    JdbcConnectionDetails database(TestPostgres.Database database) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.url();
            }

            @Override
            public String getUsername() {
                return database.user();
            }

            @Override
            public String getPassword() {
                return database.password();
            }
        };
    }

    @Bean
    DynamicPropertyRegistrar keys() {
        var file = TestKeys.make();
        return settings -> {
            // Of this database alone: what is destroyed in one context must not take the keys of another.
            settings.add("amparo.key-file", file::toString);
            // Many contexts are kept at once, each with a pool of its own.
            settings.add("spring.datasource.hikari.minimum-idle", () -> 1);
            settings.add("spring.datasource.hikari.idle-timeout", () -> 10_000);
            // A module's context lacks the application's own scheduler, and would wait for the next night.
            settings.add("spring.task.scheduling.shutdown.await-termination", () -> false);
        };
    }
}
