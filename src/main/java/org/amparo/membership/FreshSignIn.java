package org.amparo.membership;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A handler for which it is not enough to be signed in: the person must have proven who they are a short while ago. On what is read, and
 * on the page of a form, within {@code amparo.sign-in.fresh} (ten minutes); on the form sent from such a page within three times as long,
 * so that there is time to fill it in.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface FreshSignIn {}
