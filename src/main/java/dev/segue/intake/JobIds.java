package dev.segue.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes job ids that sort by time of creation, to the millisecond, and cannot be guessed. */
@Singleton
class JobIds {

    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;

    private final Clock clock;
    /** Not static: a native image would be built with its seed inside. */
    private final SecureRandom random = new SecureRandom();

    @Inject
    JobIds(Clock clock) {
        this.clock = clock;
    }

    /** 48 bits of milliseconds, then 80 random bits. */
    String next() {
        byte[] chance = new byte[10];
        random.nextBytes(chance);
        byte[] bits =
                ByteBuffer.allocate(18).putLong(clock.millis()).put(chance).array();
        BigInteger number = new BigInteger(1, bits);
        char[] text = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = CROCKFORD.charAt(number.intValue() & 31);
            number = number.shiftRight(5);
        }
        return "job_" + new String(text);
    }
}
