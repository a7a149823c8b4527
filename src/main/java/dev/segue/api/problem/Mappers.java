package dev.segue.api.problem;

import dev.segue.intake.request.RefusedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever fails into a problem. */
class Mappers {

    private static final Logger LOG = Logger.getLogger(Mappers.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    private final AllowedMethods allowed;

    @Inject
    Mappers(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    @ServerExceptionMapper
    Response problem(ProblemException failure, HttpServerRequest request) {
        ResponseBuilder answer = answer(new Problem(
                Problem.type(failure.slug()),
                failure.title(),
                failure.status(),
                failure.getMessage(),
                request.path(),
                null));
        // Added: the guard may have told of the caller's rate in fields of the same name, and a response's own would
        // replace them.
        failure.headers().forEach(request.response().headers()::add);
        return answer.build();
    }

    @ServerExceptionMapper
    Response refused(RefusedException failure, HttpServerRequest request) {
        List<Problem.FieldError> errors =
                failure.faults().stream().map(Problem.FieldError::of).toList();
        String slug =
                switch (failure.reason()) {
                    case MALFORMED -> "malformed-request";
                    case TOO_LARGE -> "body-too-large";
                    case INVALID -> "invalid-request";
                    case NO_ROUTE -> "no-route";
                };
        String title =
                switch (failure.reason()) {
                    case MALFORMED -> "Malformed request";
                    case TOO_LARGE -> "Body too large";
                    case INVALID -> "Invalid request";
                    case NO_ROUTE -> "No route accepts the request";
                };
        return answer(new Problem(
                        Problem.type(slug),
                        title,
                        failure.reason().status(),
                        failure.getMessage(),
                        request.path(),
                        errors.isEmpty() ? null : errors))
                .build();
    }

    /** The framework's own: unknown path, method, media type. Its messages are left out, its headers (Allow) kept. */
    @ServerExceptionMapper
    Response framework(WebApplicationException failure, HttpServerRequest request) {
        Response original = failure.getResponse();
        if (original.getStatus() < 400) {
            return original;
        }
        ResponseBuilder answer = answer(blank(original.getStatus(), null, request));
        original.getStringHeaders().forEach((name, values) -> {
            if (!HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)
                    && !HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
                values.forEach(value -> answer.header(name, value));
            }
        });
        return answer.build();
    }

    @ServerExceptionMapper
    Uni<Response> methodNotAllowed(NotAllowedException failure, HttpServerRequest request) {
        Response answer = framework(failure, request);
        return allowed.of(request.path()).map(methods -> methods.map(
                        known -> Response.fromResponse(answer).header(HttpHeaders.ALLOW, known))
                .map(ResponseBuilder::build)
                .orElse(answer));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure, HttpServerRequest request) {
        if (Outage.isOne(failure)) {
            LOG.warnf("The database does not answer: %s", Outage.words(failure));
            return answer(blank(503, "The service cannot answer at the moment.", request))
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .build();
        }
        if (Outage.notText(failure)) {
            return answer(blank(404, null, request)).build();
        }
        if (Outage.fromDatabase(failure)) {
            LOG.errorf(
                    "A statement failed: %s", Outage.words(failure)); // its own message may quote what was to be kept
        } else {
            LOG.error("A request failed", failure);
        }
        return answer(blank(500, null, request)).build();
    }

    private static Problem blank(int status, String detail, HttpServerRequest request) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return new Problem(Problem.BLANK, title, status, detail, request.path(), null);
    }

    private static ResponseBuilder answer(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
