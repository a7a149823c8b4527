package dev.segue.access.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import dev.segue.api.Jobs;
import dev.segue.database.TestDatabase;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens at the packaged program: the native one has ciphers and readers of keys only as far as the build found them. */
class OidcIT {

    @TempDir
    Path folder;

    private final Issuer issuer = new Issuer();
    private PackagedSegue segue;

    @BeforeEach
    void start() throws IOException {
        Map<String, String> environment = new HashMap<>(TestDatabase.fresh().asEnvironment());
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.start().get("quarkus.oidc.auth-server-url"));
        environment.put("SEGUE_AUTH_MODE", "oidc");
        environment.put("SEGUE_SANDBOX_ENABLED", "true");
        environment.put("SEGUE_SANDBOX_PORT", "0");
        segue = PackagedSegue.start(folder, environment);
    }

    @AfterEach
    void stop() {
        segue.close();
        issuer.stop();
    }

    @Test
    void holderOfAToken_seesItsOwnJobAlone() {
        // Given
        String id = as(issuer.token("anna", "jobs:write jobs:read"))
                .contentType("application/json")
                .body(Jobs.BODY)
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        // When
        int anna = as(issuer.token("anna", "jobs:read")).get("/v1/jobs/" + id).statusCode();
        int bert = as(issuer.token("bert", "jobs:read")).get("/v1/jobs/" + id).statusCode();
        int forger =
                as(issuer.forged("anna", "jobs:read")).get("/v1/jobs/" + id).statusCode();

        // Then
        assertThat(anna).isEqualTo(200);
        assertThat(bert).isEqualTo(404);
        assertThat(forger).isEqualTo(401);
    }

    private RequestSpecification as(String token) {
        return RestAssured.given().baseUri(segue.address()).auth().oauth2(token);
    }
}
