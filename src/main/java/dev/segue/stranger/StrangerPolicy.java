package dev.segue.stranger;

import java.net.URI;
import java.util.Set;

/**
 * Where one call may go.
 *
 * @param allowPrivate whether networks of the operator's own and this machine may be called; cloud metadata, multicast and reserved addresses
 *     never may
 * @param origins {@code host:port} pairs, lower-case, that are called without being judged; the port is always written out
 */
public record StrangerPolicy(boolean allowPrivate, Set<String> origins) {

    /** The internet only. */
    public static final StrangerPolicy PUBLIC_ONLY = new StrangerPolicy(false, Set.of());

    public StrangerPolicy {
        origins = Set.copyOf(origins);
    }

    /** The {@code host:port} of an address of ours, for {@link #origins()}. */
    public static String origin(URI address) {
        return StrangerUrl.parse(address.toString()).origin();
    }

    boolean trusts(StrangerUrl url) {
        return origins.contains(url.origin());
    }

    boolean allows(Reach reach) {
        return reach == Reach.PUBLIC || reach == Reach.PRIVATE && allowPrivate;
    }
}
