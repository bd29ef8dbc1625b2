package org.amparo.demo;

import java.util.concurrent.Executor;
import org.amparo.TestReach;
import org.amparo.referrals.ReferralOffered;
import org.amparo.representation.MatterClosed;
import org.amparo.representation.MatterOpened;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * What the demo lays over the application to tell eighteen months in a minute: a clock that can stand in the past, and listeners that
 * run where they were called while it does, so that the order of things is the order of the story.
 */
@TestConfiguration(proxyBeanMethods = false)
class DemoConfiguration {

    /** What is told of the past is done by nobody who signed in. */
    @Bean
    static BeanPostProcessor reachOfTheStory(BeanFactory beans) {
        return TestReach.around(beans);
    }

    @Bean
    @Primary
    DemoClock demoClock() {
        return new DemoClock();
    }

    @Bean(name = {"applicationTaskExecutor", "taskExecutor"})
    AsyncTaskExecutor applicationTaskExecutor(DemoClock clock, ThreadPoolTaskExecutorBuilder builder) {
        return new InTheStory(clock, builder.build());
    }

    @Bean
    StoryListener storyListener() {
        return new StoryListener();
    }

    /** Runs a task at once while its caller tells of the past, and in the pool otherwise. */
    private static final class InTheStory
            implements AsyncTaskExecutor, org.springframework.beans.factory.DisposableBean {

        private final DemoClock clock;
        private final ThreadPoolTaskExecutor pool;

        InTheStory(DemoClock clock, ThreadPoolTaskExecutor pool) {
            this.clock = clock;
            this.pool = pool;
            pool.initialize();
        }

        @Override
        public void execute(Runnable task) {
            Executor executor = clock.isTelling() ? Runnable::run : pool;
            executor.execute(task);
        }

        @Override
        public void destroy() {
            pool.destroy();
        }
    }

    /** Lets the story of the thread know what came of a deed. */
    static final class StoryListener {

        @SuppressWarnings("ThreadLocalUsage") // one listener for one demo
        private final ThreadLocal<DemoStory> stories = new ThreadLocal<>();

        void tellingFor(DemoStory story) {
            stories.set(story);
        }

        void done() {
            stories.remove();
        }

        @EventListener
        void on(ReferralOffered offered) {
            var story = stories.get();
            if (story != null) {
                story.offered(offered);
            }
        }

        @EventListener
        void on(MatterOpened opened) {
            var story = stories.get();
            if (story != null) {
                story.opened(opened);
            }
        }

        @EventListener
        void on(MatterClosed ended) {
            var story = stories.get();
            if (story != null) {
                story.ended(ended);
            }
        }
    }
}
