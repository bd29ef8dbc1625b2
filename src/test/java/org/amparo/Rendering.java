package org.amparo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.thymeleaf.templateresource.ITemplateResource;
import org.thymeleaf.templateresource.StringTemplateResource;

/** Renders templates as the application does, without starting it. */
class Rendering {

    static final Instant NOW = Instant.parse("2026-03-14T18:00:00Z");

    private static final String INLINE = "inline/";

    private final GenericWebApplicationContext context = new GenericWebApplicationContext(new MockServletContext());
    private final ThymeleafViewResolver views = new ThymeleafViewResolver();
    private @Nullable SignedIn person;
    private String path = "/";
    private final List<String> texts = new ArrayList<>();

    Rendering() {
        this(false);
    }

    Rendering(boolean trainingData) {
        var messages = new IcuMessages();
        var shell = new Shell(trainingData) {
            @Override
            Optional<SignedIn> signedIn() {
                return Optional.ofNullable(person);
            }
        };
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        context.registerBean("messageSource", IcuMessages.class, () -> messages);
        context.refresh();

        var files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        files.setCharacterEncoding("UTF-8");
        files.setOrder(2);
        var inline = new StringTemplateResolver() {
            @Override
            protected ITemplateResource computeTemplateResource(
                    IEngineConfiguration configuration,
                    @Nullable String owner,
                    String template,
                    @Nullable Map<String, Object> attributes) {
                return new StringTemplateResource(texts.get(Integer.parseInt(template.substring(INLINE.length()))));
            }
        };
        inline.setResolvablePatterns(Set.of(INLINE + "*"));
        inline.setOrder(1);

        var engine = new SpringTemplateEngine();
        engine.setEnableSpringELCompiler(true);
        engine.setTemplateEngineMessageSource(messages);
        engine.addTemplateResolver(inline);
        engine.addTemplateResolver(files);
        engine.addDialect(new PageDialect(messages, provider(Clock.class, clock), shell));

        views.setApplicationContext(context);
        views.setServletContext(context.getServletContext());
        views.setTemplateEngine(engine);
        views.setCharacterEncoding("UTF-8");
    }

    Rendering as(SignedIn person) {
        this.person = person;
        return this;
    }

    Rendering at(String path) {
        this.path = path;
        return this;
    }

    String render(String template, Map<String, ?> model) throws Exception {
        return render(template, model, Locale.ENGLISH);
    }

    String render(String template, Map<String, ?> model, Locale locale) throws Exception {
        var request = new MockHttpServletRequest(context.getServletContext(), "GET", path);
        request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
        request.setAttribute(WebApplicationContext.class.getName(), context);
        request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, new FixedLocaleResolver(locale));
        request.setAttribute(ResourceUrlProvider.class.getName(), new ResourceUrlProvider());
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try {
            var name = template;
            if (template.startsWith("<")) {
                name = INLINE + texts.size();
                texts.add(template);
            }
            var view = views.resolveViewName(name, locale);
            if (view == null) {
                throw new IllegalArgumentException("no view " + template);
            }
            var response = new MockHttpServletResponse();
            view.render(new HashMap<>(model), request, response);
            return response.getContentAsString();
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    static <T> org.springframework.beans.factory.ObjectProvider<T> provider(Class<T> type, @Nullable T bean) {
        var beans = new StaticListableBeanFactory();
        if (bean != null) {
            beans.addBean(type.getSimpleName(), bean);
        }
        return beans.getBeanProvider(type);
    }
}
