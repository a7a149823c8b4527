package dev.segue.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.dialect.Wire.Answer;
import dev.segue.provider.http.Samples;
import dev.segue.sandbox.Shape;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** A provider's API as we imitate it, seen by a client of that provider and held against the provider's samples. */
public abstract class ImitatedApi {

    private final String provider;

    @TestHTTPResource
    protected URI server;

    protected Wire client;

    protected ImitatedApi(String provider) {
        this.provider = provider;
    }

    @BeforeEach
    void connect() {
        client = new Wire(server);
    }

    /** What is answered to one of the provider's own examples. */
    protected final Answer sample(String request) {
        return client.sample(provider, request);
    }

    protected final JsonObject body(String sample) {
        return Samples.read(provider, sample).getJsonObject("body");
    }

    protected final Set<String> shape(String sample) {
        return Shape.of(body(sample));
    }

    protected final JsonObject job(String id) {
        return client.get("/v1/jobs/" + id).json();
    }

    /** The id of the newest job; the same before and after a request that makes nothing. */
    protected final String newest() {
        JsonArray jobs = client.get("/v1/jobs?limit=1").json().getJsonArray("data");
        return jobs.isEmpty() ? "" : jobs.getJsonObject(0).getString("id");
    }

    protected final void assertJson(Answer answer) {
        assertThat(answer.header("content-type")).startsWith("application/json");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    protected final void assertErrorShape(Answer answer) {
        assertJson(answer);
        assertThat(Shape.of(answer.json())).isEqualTo(shape("error-400"));
    }
}
