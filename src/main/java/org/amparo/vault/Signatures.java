package org.amparo.vault;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import org.springframework.stereotype.Component;

/** Signs in the name of the installation (Ed25519), with a key that is in the key file only. */
@Component
public class Signatures {

    private static final String ALGORITHM = "Ed25519";

    private final KeyRing keys;

    Signatures(KeyRing keys) {
        this.keys = keys;
    }

    public byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey(keys.current().signing()));
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key file's key signs", e);
        }
    }

    /** The key others verify with, X.509. */
    public byte[] publicKey() {
        return keys.current().verifying();
    }

    static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }
}
