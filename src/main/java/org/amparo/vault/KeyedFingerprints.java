package org.amparo.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.subtle.PrfHmacJce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** HMAC-SHA256 as a pseudorandom function, under a key of the key file that is used for nothing else. */
@Component
class KeyedFingerprints implements Fingerprints {

    private static final int WHOLE = 32;

    private static final int WORDS = 20_000;

    private final Prf prf;

    /** How a word sounds takes long to find out, and names repeat. Kept by fingerprint: no word stays in memory. */
    private final Cache<Long, Set<Long>> sounds =
            Caffeine.newBuilder().maximumSize(WORDS).build();

    KeyedFingerprints(KeyRing ring) {
        try {
            prf = new PrfHmacJce("HMACSHA256", new SecretKeySpec(ring.current().fingerprints(), "HMAC"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public long of(String kind, String text) {
        return ByteBuffer.wrap(compute(kind, text.getBytes(StandardCharsets.UTF_8), Long.BYTES))
                .getLong();
    }

    @Override
    public byte[] whole(String kind, byte[] content) {
        return compute(kind, content, WHOLE);
    }

    @Override
    public List<Word> words(Iterable<String> names) {
        return NameWords.of(names).stream()
                .map(word -> {
                    var spelt = of("name", word);
                    return new Word(spelt, sounds.get(spelt, unknown -> sounds(word)));
                })
                .toList();
    }

    @Override
    public List<Word> words(String scope, Iterable<String> names) {
        return NameWords.of(names).stream()
                .map(word -> new Word(
                        of("name|" + scope, word),
                        NameWords.sounds(word).stream()
                                .map(sound -> of("sound|" + scope, sound))
                                .collect(Collectors.toUnmodifiableSet())))
                .toList();
    }

    private Set<Long> sounds(String word) {
        return NameWords.sounds(word).stream().map(sound -> of("sound", sound)).collect(Collectors.toUnmodifiableSet());
    }

    /** The kind comes first, with its length, so that no two kinds share a fingerprint. */
    private byte[] compute(String kind, byte[] content, int length) {
        var name = kind.getBytes(StandardCharsets.UTF_8);
        var input = ByteBuffer.allocate(1 + name.length + content.length)
                .put((byte) name.length)
                .put(name)
                .put(content)
                .array();
        try {
            return prf.compute(input, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC computes", e);
        }
    }
}
