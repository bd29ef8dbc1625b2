package org.amparo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Routes detained immigrants to legal representation. */
@SpringBootApplication(
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class) // modules need not agree on names
@Modulithic(systemName = "Amparo", sharedModules = "kernel")
@EnableAsync
@EnableScheduling
public class Amparo {

    public static void main(String[] arguments) {
        if (Commands.isOne(arguments)) {
            System.exit(new Commands(System.getenv(), System.out).run(arguments));
        }
        var application = new SpringApplication(Amparo.class);
        application.addInitializers(new StartupChecks());
        application.run(arguments);
    }
}
