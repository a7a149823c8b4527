package dev.segue.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HexFormat;

/**
 * Lets queries mean what their sender meant. {@code curl} sends UTF-8 as it is, which the server would take for Latin-1; and
 * {@code fetch} leaves a semicolon, at which the server would cut the value off. Both are lyrics in useapi.net's dialect.
 */
@Singleton
class RawQuery {

    /** Before all others: who is rerouted begins anew. */
    private static final int PRIORITY = 3200;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    void register(@Observes Filters filters) {
        filters.register(RawQuery::encode, PRIORITY);
    }

    private static void encode(RoutingContext call) {
        String target = call.request().uri();
        String encoded = encoded(target);
        if (encoded.equals(target)) {
            call.next();
        } else {
            call.reroute(encoded);
        }
    }

    /** @param target one character an octet, as it came */
    static String encoded(String target) {
        int query = target.indexOf('?');
        if (query < 0 || target.chars().skip(query).noneMatch(RawQuery::ambiguous)) {
            return target;
        }
        StringBuilder encoded = new StringBuilder(target.length() + 32).append(target, 0, query);
        target.chars().skip(query).forEach(octet -> {
            if (ambiguous(octet)) {
                encoded.append('%').append(HEX.toHexDigits((byte) octet));
            } else {
                encoded.append((char) octet);
            }
        });
        return encoded.toString();
    }

    private static boolean ambiguous(int octet) {
        return octet == ';' || octet >= 0x80;
    }
}
