package dev.segue.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.contract.Document.Place;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Holds each answer that a test gets against the document: its status, its type and its body. */
final class Contract implements Filter {

    /** What any operation may answer, as the document's head says. */
    private static final Set<Integer> ANY = Set.of(400, 406, 415, 429, 503);

    private final Document document = Document.ours();

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        String path = URI.create(request.getURI()).getPath();
        document.template(path)
                .ifPresent(template -> check(request.getMethod() + " " + path, template, request, answer));
        return answer;
    }

    private void check(String what, String template, FilterableRequestSpecification request, Response answer) {
        Place operation = document.at("/paths", template, request.getMethod().toLowerCase(Locale.ROOT));
        int status = answer.statusCode();
        if (!operation.isThere()) {
            assertThat(Set.of(200, 401, 403, 404, 405))
                    .as(what + ", which is not documented")
                    .contains(status);
            return;
        }
        Place response = document.response(operation, status);
        if (!response.isThere()) {
            assertThat(ANY)
                    .as("%s answered %s, which is not documented", what, status)
                    .contains(status);
            response = document.at("/components/responses/Unavailable");
        }
        Place content = document.at(response.pointer(), "content");
        if (!content.isThere() || request.getMethod().equals("HEAD")) {
            return;
        }
        String type = Optional.ofNullable(answer.contentType()).orElse("").split(";")[0];
        assertThat(types(content))
                .as("%s answered %s as %s", what, status, type)
                .anyMatch(documented -> type.matches(documented));
        Place schema = document.at(content.pointer(), type, "schema");
        if (schema.isThere() && type.endsWith("json")) {
            assertThat(document.faults(schema.pointer(), answer.asString()))
                    .as("%s answered %s: %s", what, status, answer.asString())
                    .isEmpty();
        }
    }

    private static List<String> types(Place content) {
        List<String> types = new ArrayList<>();
        content.node()
                .fieldNames()
                .forEachRemaining(type -> types.add(type.replace("+", "\\+").replace("*", ".*")));
        return types;
    }
}
