package dev.segue.api.catalogue;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.segue.HeldDispatch;
import dev.segue.api.Jobs;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HeldDispatch.class)
class CatalogueTest {

    @Test
    void models_areListedWithTheirRoutes() {
        // Then
        given().get("/v1/models")
                .then()
                .statusCode(200)
                .body("data.id", hasItems("minimax-music-2.6", "minimax-music", "generate-music", "lyria-2"))
                .body(
                        "data.find { it.id == 'minimax-music' }.routes.provider",
                        contains("apiinone", "aimlapi", "useapi"));
    }

    @Test
    void model_isShownWithFieldsOptionsAndPrice() {
        // Then
        given().get("/v1/models/minimax-music-2.6")
                .then()
                .statusCode(200)
                .body("id", equalTo("minimax-music-2.6"))
                .body("routes[1].provider", equalTo("aimlapi"))
                .body("routes[1].provider_model", equalTo("minimax/music-2.6"))
                .body("routes[1].available", equalTo(true))
                .body("routes[1].fields.prompt.required", equalTo(true))
                .body("routes[1].fields.prompt.max_length", equalTo(2000))
                .body("routes[1].fields.prompt", not(hasKey("minimum")))
                .body("routes[1].fields.'audio.format'.default", equalTo("mp3"))
                .body("routes[1].fields.'audio.format'.enum", hasItems("mp3", "wav"))
                .body("routes[0].options", hasKey("lyrics_optimizer"))
                .body("routes[1].price.currency", equalTo("USD"))
                .body("routes[1].price.source", equalTo("price_list"));
        given().get("/v1/models/nope").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void providers_areShownWithQueueAndSlots() {
        // Given
        Jobs.create(
                "{\"model\":\"minimax-music\",\"lyrics\":\"la la la la la la\",\"style_id\":\"s\",\"providers\":[\"useapi\"]}");

        // Then
        given().get("/v1/providers")
                .then()
                .statusCode(200)
                .body("data.id", contains("apidot", "apiinone", "aimlapi", "useapi"))
                .body("data[3].configured", equalTo(true))
                .body("data[3].healthy", equalTo(true))
                .body("data[3].breaker", equalTo("closed"))
                .body("data[3].queue", greaterThanOrEqualTo(1))
                .body("data[3].slots.used", equalTo(0))
                .body("data[3].slots.limit", equalTo(1))
                .body("data[0].slots.limit", nullValue())
                .body("data[3].durations.p90_seconds", greaterThan(0))
                .body("data[3].durations.samples", equalTo(0));
    }
}
