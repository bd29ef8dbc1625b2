package org.amparo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Pages: their words, their language, what stands around them, and the files they load. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

    @Bean
    static MessageSource messageSource() {
        return new IcuMessages();
    }

    @Bean
    static Shell shell(@Value("${amparo.training-data:${amparo.training:false}}") boolean trainingData) {
        return new Shell(trainingData);
    }

    @Bean
    static LocaleResolver localeResolver(Shell shell) {
        return new Languages(shell);
    }

    @Bean
    static PageDialect pageDialect(MessageSource messages, ObjectProvider<Clock> clock, Shell shell) {
        return new PageDialect(messages, clock, shell);
    }

    /**
     * Every file carries the hash of its content in its address, so browsers may keep it for a year. Scripts and styles lie compressed beside
     * themselves, better than it could be done for each request.
     */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver())
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    /** Scripts, styles and drawings are text, and say in which letters it is written. */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                        response.setCharacterEncoding(StandardCharsets.UTF_8);
                        return true;
                    }
                })
                .addPathPatterns("/assets/**/*.js", "/assets/**/*.css", "/assets/**/*.svg");
    }

    @Bean
    static ResourceUrlEncodingFilter resourceUrlEncodingFilter() {
        return new ResourceUrlEncodingFilter();
    }
}
