package dev.segue.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.intake.request.Fault;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A problem detail.
 *
 * @param type {@code about:blank} where the status says it all
 * @param instance the path that was asked, without its query: tickets are secrets
 * @param errors the fields at fault; absent if none is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record Problem(String type, String title, int status, String detail, String instance, List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static final String BLANK = "about:blank";

    private static final String TYPES = "https://segue.dev/problems/";

    /** @param route the provider whose route says so; absent if it is not a route's matter */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RegisterForReflection
    public record FieldError(String pointer, String detail, String route) {

        static FieldError of(Fault fault) {
            return new FieldError(fault.pointer(), fault.detail(), fault.route());
        }
    }

    /** The stable address of a kind of problem. */
    static String type(String slug) {
        return TYPES + slug;
    }
}
