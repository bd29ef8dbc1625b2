package org.amparo.representation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a coalition may set about matters.
 *
 * @param reopenWithin how long after its closing a matter may be opened again to put its record right
 */
@ConfigurationProperties("amparo.representation")
record RepresentationSettings(@DefaultValue("30d") Duration reopenWithin) {}
