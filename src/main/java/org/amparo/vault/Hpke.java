package org.amparo.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.subtle.X25519;
import com.google.crypto.tink.util.Bytes;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;

/** Sealing to somebody who is not here: HPKE (RFC 9180) over X25519, with keys as the bytes they are. */
@AccessesPartialKey // private keys are split or kept under a passphrase, so they are put together from their bytes
final class Hpke {

    static final int KEY = 32;

    private static final HpkeParameters PARAMETERS = parameters();

    private Hpke() {}

    static byte[] publicKey(byte[] privateKey) {
        try {
            return X25519.publicFromPrivate(privateKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has X25519", e);
        }
    }

    static byte[] seal(byte[] publicKey, byte[] content, byte[] bound) {
        try {
            HybridConfig.register();
            return KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(pub(publicKey))
                            .withFixedId(1)
                            .makePrimary())
                    .build()
                    .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
                    .encrypt(content, bound);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a public key seals", e);
        }
    }

    /** @throws GeneralSecurityException when it was not sealed to that key, or is bound to something else */
    static byte[] open(byte[] privateKey, byte[] sealed, byte[] bound) throws GeneralSecurityException {
        HybridConfig.register();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(HpkePrivateKey.create(
                                pub(publicKey(privateKey)),
                                SecretBytes.copyFrom(privateKey, InsecureSecretKeyAccess.get())))
                        .withFixedId(1)
                        .makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
                .decrypt(sealed, bound);
    }

    private static HpkePublicKey pub(byte[] publicKey) throws GeneralSecurityException {
        return HpkePublicKey.create(PARAMETERS, Bytes.copyFrom(publicKey), null);
    }

    private static HpkeParameters parameters() {
        try {
            return HpkeParameters.builder()
                    .setVariant(HpkeParameters.Variant.NO_PREFIX)
                    .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RFC 9180 names these", e);
        }
    }
}
