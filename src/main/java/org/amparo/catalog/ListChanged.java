package org.amparo.catalog;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** A steward changed a list. {@code list} is the list's name, for example {@code FACILITY} or a {@link ListName}. */
public record ListChanged(String list, String code, Actor actor, Instant at) implements Accountable {}
