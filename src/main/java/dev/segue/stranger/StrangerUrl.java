package dev.segue.stranger;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An http or https address, taken apart without touching what is signed.
 *
 * @param target path and query exactly as they were written: decoding and encoding again would break a signature. Only characters that no
 *     request line can carry are percent-encoded
 */
record StrangerUrl(boolean tls, String host, int port, String target) {

    private static final Pattern WHOLE =
            Pattern.compile("(https?)://([^/?#]*)([^#]*)(?:#.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(?::([0-9]{0,5}))?");
    private static final Pattern HOST = Pattern.compile("[a-z0-9._-]+");
    private static final String ENCODED = "\"<>\\^`{|}";

    /** Throws {@link StrangerException.Refused}. */
    static StrangerUrl parse(String raw) {
        Matcher whole = WHOLE.matcher(raw.strip());
        if (!whole.matches()) {
            throw new StrangerException.Refused("not an http or https address");
        }
        if (whole.group(2).contains("@")) {
            throw new StrangerException.Refused("an address with a user name in it");
        }
        Matcher authority = AUTHORITY.matcher(whole.group(2));
        if (!authority.matches()) {
            throw new StrangerException.Refused("an address without a host");
        }
        boolean tls = whole.group(1).equalsIgnoreCase("https");
        return new StrangerUrl(tls, host(authority.group(1)), port(authority.group(2), tls), target(whole.group(3)));
    }

    /** The address that a {@code Location} header of this one means. */
    StrangerUrl resolve(String location) {
        String scheme = tls ? "https:" : "http:";
        String origin = scheme + "//" + origin();
        String path = target.split("\\?", 2)[0];
        if (location.regionMatches(true, 0, "http:", 0, 5) || location.regionMatches(true, 0, "https:", 0, 6)) {
            return parse(location);
        }
        if (location.startsWith("//")) {
            return parse(scheme + location);
        }
        if (location.startsWith("/")) {
            return parse(origin + location);
        }
        if (location.startsWith("?")) {
            return parse(origin + path + location);
        }
        return parse(origin + path.substring(0, path.lastIndexOf('/') + 1) + location);
    }

    String origin() {
        return host + ":" + port;
    }

    /** The host without the brackets of an IPv6 literal, as a resolver wants it. */
    String name() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return host;
    }

    private static String host(String written) {
        if (written.startsWith("[")) {
            return written.toLowerCase(Locale.ROOT);
        }
        try {
            String ascii = IDN.toASCII(written, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            // A name with its final dot is the same host, but not a legal server name in a TLS handshake.
            String host = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            if (HOST.matcher(host).matches()) {
                return host;
            }
        } catch (IllegalArgumentException notAName) {
            // said below, without the name: it may be anything
        }
        throw new StrangerException.Refused("an address whose host is no name");
    }

    private static int port(String written, boolean tls) {
        if (written == null || written.isEmpty()) {
            return tls ? 443 : 80;
        }
        int port = Integer.parseInt(written);
        if (port < 1 || port > 65535) {
            throw new StrangerException.Refused("an address whose port is none");
        }
        return port;
    }

    private static String target(String written) {
        StringBuilder target = new StringBuilder(written.startsWith("/") ? "" : "/");
        for (byte one : written.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (one & 0xff);
            if (character <= ' ' || character >= 0x7f || ENCODED.indexOf(character) >= 0) {
                target.append(String.format("%%%02X", (int) character));
            } else {
                target.append(character);
            }
        }
        return target.toString();
    }
}
