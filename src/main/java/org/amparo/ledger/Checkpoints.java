package org.amparo.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.amparo.vault.Signatures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a signed checkpoint into a folder every day, for somebody outside to take away. */
@Component
class Checkpoints {

    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Chain chain;
    private final Signatures signatures;
    private final Clock clock;
    private final Path folder;

    Checkpoints(
            Chain chain,
            Signatures signatures,
            Clock clock,
            @Value("${amparo.ledger.checkpoints:}") String folder,
            @Value("${amparo.key-file}") String keys) {
        this.chain = chain;
        this.signatures = signatures;
        this.clock = clock;
        this.folder = folder.isBlank() ? Path.of(keys).resolveSibling("checkpoints") : Path.of(folder);
    }

    /** @return the file; empty while the ledger is */
    @Scheduled(cron = "${amparo.ledger.checkpoint-cron:0 5 4 * * *}", zone = "America/Los_Angeles")
    Optional<Path> write() {
        chain.extend();
        return chain.last().map(this::write);
    }

    private Path write(Block last) {
        var now = clock.instant();
        var checkpoint = Checkpoint.unsigned(last, signatures.publicKey(), now);
        var file = folder.resolve("ledger-" + LocalDate.ofInstant(now, ZoneOffset.UTC) + ".json");
        try {
            Files.createDirectories(folder);
            var draft = Files.createTempFile(folder, "ledger", ".new");
            Files.write(draft, JSON.writeValueAsBytes(checkpoint.signed(signatures.sign(checkpoint.bytes()))));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            log.error("The ledger's checkpoint could not be written to {}", folder);
            throw new UncheckedIOException(e);
        }
    }

    static Checkpoint read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    /**
     * @throws IOException when there is nothing in it
     * @throws tools.jackson.core.JacksonException when it is no checkpoint
     */
    static Checkpoint parse(byte[] content) throws IOException {
        @Nullable Checkpoint checkpoint = JSON.readValue(content, Checkpoint.class);
        if (checkpoint == null) {
            throw new IOException("not a checkpoint");
        }
        return checkpoint;
    }
}
