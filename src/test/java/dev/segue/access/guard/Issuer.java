package dev.segue.access.guard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** An OpenID provider, as far as a gateway asks one: where its keys are, and the keys. */
public final class Issuer implements QuarkusTestResourceLifecycleManager {

    private HttpServer server;
    private RsaJsonWebKey key;
    private String url;

    @Override
    public Map<String, String> start() {
        try {
            key = freshKey();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            url = "http://localhost:" + server.getAddress().getPort();
            server.createContext(
                    "/.well-known/openid-configuration", call -> answer(call, """
                            {"issuer": "%s", "jwks_uri": "%s/jwks", "authorization_endpoint": "%s/authorize",
                             "token_endpoint": "%s/token"}
                            """.formatted(url, url, url, url)));
            server.createContext(
                    "/jwks", call -> answer(call, "{\"keys\":[" + key.toJson(OutputControlLevel.PUBLIC_ONLY) + "]}"));
            server.start();
            return Map.of("quarkus.oidc.auth-server-url", url);
        } catch (IOException | JoseException cause) {
            throw new IllegalStateException(cause);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(Issuer.class));
    }

    /** A token of ours that is good for five minutes. */
    String token(String subject, String scope) {
        return sign(claims(subject, scope), key);
    }

    /** As one that somebody else has made. */
    String forged(String subject, String scope) {
        try {
            return sign(claims(subject, scope), freshKey());
        } catch (JoseException cause) {
            throw new IllegalStateException(cause);
        }
    }

    String expired(String subject, String scope) {
        JwtClaims claims = claims(subject, scope);
        claims.setExpirationTimeMinutesInTheFuture(-5);
        return sign(claims, key);
    }

    String ofAnother(String issuer, String subject, String scope) {
        JwtClaims claims = claims(subject, scope);
        claims.setIssuer(issuer);
        return sign(claims, key);
    }

    private JwtClaims claims(String subject, String scope) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(url);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        if (subject != null) {
            claims.setSubject(subject);
        }
        if (scope != null) {
            claims.setStringClaim("scope", scope);
        }
        return claims;
    }

    private static String sign(JwtClaims claims, RsaJsonWebKey key) {
        try {
            JsonWebSignature token = new JsonWebSignature();
            token.setPayload(claims.toJson());
            token.setKey(key.getPrivateKey());
            token.setKeyIdHeaderValue(key.getKeyId());
            token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            return token.getCompactSerialization();
        } catch (JoseException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static RsaJsonWebKey freshKey() throws JoseException {
        RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
        made.setKeyId("1");
        return made;
    }

    private static void answer(HttpExchange call, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }
}
