package dev.segue.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;

/**
 * Lets queries mean what their sender meant. {@code curl} sends UTF-8 as it is, which the server would take for Latin-1; {@code fetch}
 * leaves a semicolon, at which the server would cut the value off, and a percent sign, a bar or braces, with which it is no URI. All
 * of that is lyrics in useapi.net's dialect.
 */
@Singleton
class RawQuery {

    /** Before all others: who is rerouted begins anew. */
    private static final int PRIORITY = 3200;

    private static final int BAD_REQUEST = 400;

    private static final String AMBIGUOUS = ";\"<>\\^`{|}";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    void register(@Observes Filters filters) {
        filters.register(RawQuery::encode, PRIORITY);
    }

    private static void encode(RoutingContext call) {
        String target = call.request().uri();
        String encoded = encoded(target);
        if (encoded.equals(target) && isUri(target)) {
            call.next();
        } else if (encoded.startsWith("/") && isUri(encoded)) {
            call.reroute(encoded);
        } else {
            call.fail(BAD_REQUEST);
        }
    }

    /** @param target one character an octet, as it came */
    static String encoded(String target) {
        int query = target.indexOf('?');
        if (query < 0) {
            return target;
        }
        StringBuilder encoded = new StringBuilder(target.length() + 32).append(target, 0, query);
        for (int at = query; at < target.length(); at++) {
            char octet = target.charAt(at);
            if (octet == '%' ? !isEscape(target, at) : octet <= ' ' || octet >= 0x7F || AMBIGUOUS.indexOf(octet) >= 0) {
                encoded.append('%').append(HEX.toHexDigits((byte) octet));
            } else {
                encoded.append(octet);
            }
        }
        return encoded.toString();
    }

    private static boolean isEscape(String target, int at) {
        return at + 2 < target.length()
                && HexFormat.isHexDigit(target.charAt(at + 1))
                && HexFormat.isHexDigit(target.charAt(at + 2));
    }

    private static boolean isUri(String target) {
        try {
            new URI(target);
            return true;
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
