package org.amparo.matching;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties({PlanSettings.class, PromiseSettings.class})
class MatchingSetup {}
