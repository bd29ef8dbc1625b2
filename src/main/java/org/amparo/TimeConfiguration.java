package org.amparo;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens when: the one clock that everything asks for the time, and the scheduler of what comes round by itself. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    /** In UTC, cut to what PostgreSQL keeps. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    /**
     * At the end, what has begun is finished and what waits for its hour is dropped. The scheduler's own way would wait for the next
     * nightly run as well, and so for the whole time it is given.
     */
    @Bean
    ThreadPoolTaskSchedulerCustomizer nothingNewAtTheEnd() {
        return scheduler -> scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }
}
