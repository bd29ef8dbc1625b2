package org.amparo;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.task.TaskDecorator;

/** Row-level security: every connection says who reads, a request reads as the person it comes from, tasks as Amparo itself. */
@Configuration(proxyBeanMethods = false)
class WallsConfiguration {

    @Bean
    static Walling walls(ObjectProvider<ReachOfThread> reach) {
        return new Walling(reach);
    }

    /** Puts the wall around the pool before anybody else puts anything around it. */
    record Walling(ObjectProvider<ReachOfThread> reach) implements BeanPostProcessor, PriorityOrdered {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource database
                    ? new WalledDataSource(database, () -> reach.getObject().wanted())
                    : bean;
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }

    /** Before every other filter, which may ask the database too. */
    @Bean
    FilterRegistrationBean<Filter> reachOfRequests(ReachOfThread reach) {
        var filter = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            var outer = reach.enterRequest();
            try {
                chain.doFilter(request, response);
            } finally {
                outer.run();
            }
        });
        filter.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** Listeners after commit and scheduled tasks. No request is ever answered on these threads. */
    @Bean
    TaskDecorator tasksOfAmparo(ReachOfThread reach) {
        return task -> () -> reach.ofAmparo(task);
    }
}
