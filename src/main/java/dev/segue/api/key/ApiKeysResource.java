package dev.segue.api.key;

import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.access.key.ApiKey.Issued;
import dev.segue.access.key.ApiKey.Rotation;
import dev.segue.access.key.Keys;
import dev.segue.api.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
class ApiKeysResource {

    private static final Pattern ID = Pattern.compile("key_[0-9a-f]{32}");

    private final Keys keys;
    private final CurrentCaller caller;
    private final Clock clock;

    @RegisterForReflection
    record KeyList(List<KeyView> data) {}

    @Inject
    ApiKeysResource(Keys keys, CurrentCaller caller, Clock clock) {
        this.keys = keys;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<KeyView>> make(byte[] body) {
        caller.get(Scope.ADMIN);
        return keys.issue(KeyRequests.order(body, clock.instant())).map(ApiKeysResource::told);
    }

    @GET
    public Uni<KeyList> keys() {
        caller.get(Scope.ADMIN);
        return keys.all().map(all -> new KeyList(all.stream().map(KeyView::of).toList()));
    }

    @DELETE
    @Path("/{id}")
    public Uni<RestResponse<Void>> delete(@PathParam("id") String id) {
        caller.get(Scope.ADMIN);
        return keys.delete(known(id)).map(deleted -> {
            if (!deleted) {
                throw ProblemException.notFound("key");
            }
            return RestResponse.noContent();
        });
    }

    @POST
    @Path("/{id}/rotate")
    public Uni<RestResponse<KeyView>> rotate(@PathParam("id") String id, byte[] body) {
        caller.get(Scope.ADMIN);
        return keys.rotate(known(id), KeyRequests.overlap(body)).map(rotation -> {
            if (rotation instanceof Rotation.Done done) {
                return told(done.issued());
            }
            throw rotation instanceof Rotation.NoSuchKey
                    ? ProblemException.notFound("key")
                    : new ProblemException(409, "key-over", "Key over", "The key has expired or was replaced already.");
        });
    }

    private static RestResponse<KeyView> told(Issued issued) {
        return ResponseBuilder.create(RestResponse.Status.CREATED, KeyView.of(issued))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static String known(String id) {
        if (!ID.matcher(id).matches()) {
            throw ProblemException.notFound("key");
        }
        return id;
    }
}
