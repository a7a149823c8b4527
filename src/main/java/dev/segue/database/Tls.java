package dev.segue.database;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * How the way to the database is secured. It is stated for Vert.x and said in JDBC's words here, so that the migrations, and the question
 * before the start, trust no other server than Segue will.
 *
 * @param mode PostgreSQL's {@code sslmode}; null is nobody's wish
 * @param certificates a file in PEM form with those to trust; null for those that the JDK trusts
 * @param trustsAll whoever answers is taken for the database
 */
@RegisterForReflection(classNames = Tls.OF_THE_JDK)
record Tls(String mode, String certificates, boolean trustsAll) {

    static final String MODE = "quarkus.datasource.reactive.postgresql.ssl-mode";

    /** As the two drivers do it when nobody asks. */
    static final Tls UNSTATED = new Tls(null, null, false);

    private static final String CERTIFICATES = "quarkus.datasource.reactive.trust-certificate-pem.certs";
    private static final String TRUST_ALL = "quarkus.datasource.reactive.trust-all";
    static final String OF_THE_JDK = "org.postgresql.ssl.DefaultJavaSSLFactory";

    /** @param setting the value of a property, null where it has none */
    static Tls of(UnaryOperator<String> setting) {
        String certificates = setting.apply(CERTIFICATES);
        return new Tls(
                setting.apply(MODE),
                certificates == null ? null : certificates.split(",")[0].trim(),
                Boolean.parseBoolean(setting.apply(TRUST_ALL)));
    }

    /** With the parameters that the JDBC driver has for it. */
    String onto(String url) {
        Map<String, String> parameters = parameters();
        if (parameters.isEmpty()) {
            return url;
        }
        String query = parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return url + (url.contains("?") ? "&" : "?") + query;
    }

    private Map<String, String> parameters() {
        if (mode == null) {
            return Map.of();
        }
        return switch (mode) {
            case "require", "verify-ca", "verify-full" -> checked();
            default -> Map.of("sslmode", mode);
        };
    }

    private Map<String, String> checked() {
        if (trustsAll) {
            return Map.of("sslmode", "require");
        }
        // Vert.x always looks at the certificate; the JDBC driver does not when it is only required.
        String strict = mode.equals("require") ? "verify-ca" : mode;
        return certificates == null
                ? Map.of("sslmode", strict, "sslfactory", OF_THE_JDK)
                : Map.of("sslmode", strict, "sslrootcert", certificates);
    }
}
