package dev.segue.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** Signs as {@code v1a}: Ed25519, so that a receiver needs nothing but the public key, and can sign nothing with it. */
public final class WebhookSigningKey implements WebhookSigner {

    private static final String PRIVATE_PREFIX = "whsk_";
    private static final String PUBLIC_PREFIX = "whpk_";
    private static final String ALGORITHM = "Ed25519";
    private static final int KEY_BYTES = 32;

    private final PrivateKey key;
    private final byte[] publicKey;

    private WebhookSigningKey(PrivateKey key, byte[] publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    /**
     * @param text {@code whsk_} and the Base64 of the 32 bytes of the private key (the seed), with or without the 32 of the
     *     public one behind them
     * @throws IllegalArgumentException with a sentence that does not tell the text
     */
    public static WebhookSigningKey parse(String text) {
        byte[] bytes = Keys.decode(PRIVATE_PREFIX, text);
        if (bytes.length != KEY_BYTES && bytes.length != 2 * KEY_BYTES) {
            throw new IllegalArgumentException(
                    "must be " + PRIVATE_PREFIX + " and the 32 or 64 bytes of an Ed25519 key in Base64");
        }
        byte[] seed = Arrays.copyOf(bytes, KEY_BYTES);
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            byte[] publicKey = publicKey(key, seed);
            if (bytes.length > KEY_BYTES && !Arrays.equals(publicKey, 0, KEY_BYTES, bytes, KEY_BYTES, 2 * KEY_BYTES)) {
                throw new IllegalArgumentException("has a public half that does not belong to its private half");
            }
            return new WebhookSigningKey(key, publicKey);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    /** The key to verify with: {@code whpk_} and Base64. */
    public String publicKey() {
        return PUBLIC_PREFIX + Base64.getEncoder().encodeToString(publicKey);
    }

    @Override
    public String sign(String id, long timestamp, byte[] body) {
        try {
            return "v1a," + Base64.getEncoder().encodeToString(sign(key, WebhookSigner.content(id, timestamp, body)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a key that has signed before", impossible);
        }
    }

    /**
     * The JDK computes a public key only while it makes a pair, so it is made to draw our seed. Should a JDK draw otherwise, the
     * pair does not fit our key, and that is seen here rather than by a receiver.
     */
    private static byte[] publicKey(PrivateKey key, byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new Drawn(seed));
        PublicKey found = generator.generateKeyPair().getPublic();
        Signature check = Signature.getInstance(ALGORITHM);
        check.initVerify(found);
        check.update(seed);
        if (!check.verify(sign(key, seed))) {
            throw new IllegalStateException("this JDK does not tell the public key of an " + ALGORITHM + " key");
        }
        byte[] encoded = found.getEncoded(); // X.509: the key itself stands at its end
        return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    }

    private static byte[] sign(PrivateKey key, byte[] content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    /** Chance that is none. */
    private static final class Drawn extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] bytes;

        Drawn(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] wanted) {
            System.arraycopy(bytes, 0, wanted, 0, wanted.length);
        }
    }
}
