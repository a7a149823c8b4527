package dev.segue.stranger;

import static dev.segue.stranger.Reach.FORBIDDEN;
import static dev.segue.stranger.Reach.PRIVATE;
import static dev.segue.stranger.Reach.PUBLIC;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Judges resolved addresses, never names: whatever way a host is spelt (decimal, octal, hex, a DNS name under someone else's control), what
 * counts is where it leads.
 */
final class AddressGuard {

    /** The first range that holds an address decides, so the exceptions stand before the networks they lie in. */
    private static final List<Range> V4 = List.of(
            new Range(FORBIDDEN, 32, 168, 63, 129, 16), // Azure's wire server, a public address on the inside
            new Range(FORBIDDEN, 32, 100, 100, 100, 200), // Alibaba's metadata
            new Range(FORBIDDEN, 8, 0),
            new Range(FORBIDDEN, 16, 169, 254), // link-local, with everybody else's metadata
            new Range(FORBIDDEN, 24, 192, 0, 0),
            new Range(FORBIDDEN, 24, 192, 0, 2), // documentation, and the two below
            new Range(FORBIDDEN, 24, 198, 51, 100),
            new Range(FORBIDDEN, 24, 203, 0, 113),
            new Range(FORBIDDEN, 24, 192, 88, 99), // 6to4 relays
            new Range(FORBIDDEN, 3, 224), // multicast, reserved, broadcast
            new Range(PRIVATE, 8, 127),
            new Range(PRIVATE, 8, 10),
            new Range(PRIVATE, 12, 172, 16),
            new Range(PRIVATE, 16, 192, 168),
            new Range(PRIVATE, 10, 100, 64), // carrier-grade NAT
            new Range(PRIVATE, 15, 198, 18), // benchmarks
            new Range(PUBLIC, 0));

    private static final Range LOOPBACK6 = new Range(PRIVATE, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    /** Only 2000::/3 is handed out for hosts of the internet: all else needs a reason, not an exception. */
    private static final List<Range> V6 = List.of(
            LOOPBACK6,
            new Range(FORBIDDEN, 128, 0xfd, 0, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x54), // AWS metadata
            new Range(PRIVATE, 7, 0xfc), // unique local
            new Range(FORBIDDEN, 23, 0x20, 0x01, 0x00), // protocol assignments; Teredo hides an IPv4 address in here
            new Range(FORBIDDEN, 32, 0x20, 0x01, 0x0d, 0xb8), // documentation, and the one below
            new Range(FORBIDDEN, 20, 0x3f, 0xff, 0x00),
            new Range(PUBLIC, 3, 0x20),
            new Range(FORBIDDEN, 0));

    /** Prefixes that carry an IPv4 address, which is then judged in their stead. */
    private static final List<Range> CARRIERS = List.of(
            new Range(FORBIDDEN, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), // IPv4-compatible
            new Range(FORBIDDEN, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff), // IPv4-mapped
            new Range(FORBIDDEN, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0), // IPv4-translated
            new Range(FORBIDDEN, 96, 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)); // NAT64

    private static final Range SIX_TO_FOUR = new Range(FORBIDDEN, 16, 0x20, 0x02);

    private AddressGuard() {}

    static Reach judge(InetAddress address) {
        return judge(address.getAddress());
    }

    /** @param address 4 or 16 bytes, as on the wire: {@code InetAddress} itself would unwrap a mapped address */
    static Reach judge(byte[] address) {
        if (address.length == 4) {
            return first(V4, address);
        }
        if (LOOPBACK6.holds(address)) {
            return PRIVATE;
        }
        if (SIX_TO_FOUR.holds(address)) {
            return first(V4, Arrays.copyOfRange(address, 2, 6));
        }
        if (CARRIERS.stream().anyMatch(carrier -> carrier.holds(address))) {
            return first(V4, Arrays.copyOfRange(address, 12, 16));
        }
        return first(V6, address);
    }

    private static Reach first(List<Range> ranges, byte[] address) {
        return ranges.stream()
                .filter(range -> range.holds(address))
                .findFirst()
                .orElseThrow()
                .reach();
    }

    /** The leading {@code bits} of an address; prefix bytes that are left out are zero. */
    private record Range(Reach reach, int bits, int... prefix) {

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
                int wanted = bit / 8 < prefix.length ? prefix[bit / 8] : 0;
                if (((address[bit / 8] ^ wanted) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
