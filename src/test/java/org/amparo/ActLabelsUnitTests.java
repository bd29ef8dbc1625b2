package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.TreeSet;
import org.amparo.kernel.Accountable;
import org.junit.jupiter.api.Test;

/** Whatever somebody answers for is called something a steward understands. */
class ActLabelsUnitTests {

    @Test
    void everyEventHasWordsInTheLedger() {
        var messages = new IcuMessages();
        var missing = new TreeSet<String>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.amparo").stream()
                        .filter(type -> type.isRecord() && type.isAssignableTo(Accountable.class))
                        .forEach(event -> {
                            for (var language : Languages.ALL) {
                                var key = "ledger.act." + event.getSimpleName();
                                if (messages.getMessage(key, null, "", language).isEmpty()) {
                                    missing.add(key + " (" + language + ")");
                                }
                            }
                        });
        assertThat(missing).isEmpty();
    }
}
