package dev.segue.access.key;

import dev.segue.access.Secrets;
import dev.segue.signature.Hmac;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the text of keys: 264 random bits, and a seal that only this installation can put on them. The seal proves nothing but
 * that asking the database is worth while.
 */
@ApplicationScoped
class Mint {

    private static final int RANDOM_BYTES = 33; // no padding in Base64
    private static final int SEAL_LENGTH = 12;
    private static final Pattern FORM = Pattern.compile("sk_([A-Za-z0-9_-]{44})([A-Za-z0-9_-]{" + SEAL_LENGTH + "})");
    private static final int PREFIX_LENGTH = 7;

    private final Secrets secrets;
    /** Not static: a native image would be built with its seed inside. */
    private final SecureRandom random = new SecureRandom();

    private volatile Hmac sealing;

    @Inject
    Mint(Secrets secrets) {
        this.secrets = secrets;
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        use(secrets.awaited("api-key-seal"));
    }

    void use(byte[] shared) {
        sealing = new Hmac(shared);
    }

    String next() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String chance = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return "sk_" + chance + seal(chance);
    }

    /** Whether the key was made here, which takes as long for a nearly right one as for a wrong one. */
    boolean made(String key) {
        Matcher parts = FORM.matcher(key);
        return parts.matches()
                && MessageDigest.isEqual(
                        seal(parts.group(1)).getBytes(StandardCharsets.US_ASCII),
                        parts.group(2).getBytes(StandardCharsets.US_ASCII));
    }

    /** By what people recognise a key. */
    static String prefix(String key) {
        return key.substring(0, PREFIX_LENGTH);
    }

    /** All that is kept, in hex. A search by it tells nothing of the key by its time: nobody can choose what a hash begins with. */
    static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private String seal(String chance) {
        return sealing.sign(chance).substring(0, SEAL_LENGTH);
    }
}
