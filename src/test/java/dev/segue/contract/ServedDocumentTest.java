package dev.segue.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ServedDocumentTest {

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi", "/q/openapi/", "/q/openapi.yaml", "/q/openapi.yml", "/q/openapi?format=yaml"})
    void document_asked_isTheFile(String address) throws IOException {
        // When
        String shown = given().get(address)
                .then()
                .statusCode(200)
                .contentType("application/yaml;charset=UTF-8")
                .extract()
                .asString();

        // Then
        assertThat(shown).isEqualTo(Files.readString(Path.of("src/main/resources/META-INF/openapi.yaml")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi.json", "/q/openapi?format=json", "/q/openapi?format=JSON"})
    void document_askedForInJson_saysTheSame(String address) throws IOException {
        // When
        String shown = given().get(address)
                .then()
                .statusCode(200)
                .contentType("application/json;charset=UTF-8")
                .extract()
                .asString();

        // Then
        assertThat(new ObjectMapper().readTree(shown)).isEqualTo(Document.ours().root());
    }

    @Test
    void document_askedByWhoAcceptsJson_isJson() {
        // Then
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .contentType("application/json;charset=UTF-8");
    }
}
