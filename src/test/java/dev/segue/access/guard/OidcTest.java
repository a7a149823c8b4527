package dev.segue.access.guard;

import static dev.segue.KeyedAccess.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import dev.segue.access.Tickets;
import dev.segue.access.guard.OidcTest.TrustsAnIssuer;
import dev.segue.api.Jobs;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TrustsAnIssuer.class)
class OidcTest {

    Issuer issuer;

    @Inject
    Tickets tickets;

    @Test
    void holderOfAToken_seesItsOwnJobsAlone() {
        // Given
        String token = issuer.token("anna", "openid jobs:write jobs:read");
        String id = create(token).then().statusCode(202).extract().path("id");

        // When
        String again = issuer.token("anna", "jobs:read");
        String other = issuer.token("bert", "jobs:read");

        // Then
        with(again).get("/v1/jobs/" + id).then().statusCode(200);
        with(other).get("/v1/jobs/" + id).then().statusCode(404);
        with(other).get("/v1/jobs").then().statusCode(200).body("data", hasSize(0));
    }

    @Test
    void holderOfAToken_mayDoWhatItsScopesSay() {
        // Given
        String reader = issuer.token("anna", "jobs:read");
        String admin = issuer.token("olga", "admin");

        // When
        // Then
        create(reader).then().statusCode(403).contentType("application/problem+json");
        with(reader).get("/v1/keys").then().statusCode(403);
        with(admin).get("/v1/keys").then().statusCode(200);
        for (String scope : new String[] {null, "", "openid email", "jobs:reader"}) {
            with(issuer.token("anna", scope)).get("/v1/models").then().statusCode(403);
        }
    }

    @Test
    void tokenThatIsNotGood_isUnauthorized() {
        // Given
        String scope = "jobs:read";
        List<String> useless = List.of(
                issuer.forged("anna", scope),
                issuer.expired("anna", scope),
                issuer.ofAnother("http://localhost:1", "anna", scope),
                issuer.token(null, scope),
                issuer.token(" ", scope),
                issuer.token("anna", scope) + "x",
                "sk_admin",
                "a.b.c",
                "");

        for (String token : useless) {
            // When
            Response answer = with(token).get("/v1/jobs");

            // Then
            assertThat(answer.statusCode()).as(token).isEqualTo(401);
            assertThat(answer.contentType()).isEqualTo("application/problem+json");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
        given().get("/v1/jobs").then().statusCode(401);
    }

    @Test
    void ticket_opensItsJobWithoutAToken() {
        // Given
        String id = create(issuer.token("anna", "jobs:write")).path("id");

        // When
        String ticket = tickets.forAudio(id);

        // Then
        given().get("/v1/jobs/" + id + "/audio/0?ticket=" + ticket).then().statusCode(404);
        given().get("/v1/jobs/" + id + "/audio/0?ticket=x" + ticket).then().statusCode(403);
        given().get("/v1/jobs/" + id + "?ticket=" + ticket).then().statusCode(403);
    }

    private static Response create(String token) {
        return with(token).contentType("application/json").body(Jobs.BODY).post("/v1/jobs");
    }

    public static final class TrustsAnIssuer implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("segue.auth.mode", "oidc", "segue.auth.admin-key", "sk_admin", "segue.dispatch.hold", "true");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Issuer.class));
        }
    }
}
