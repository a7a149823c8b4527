package dev.segue.api.audio;

import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.api.OwnJobs;
import dev.segue.api.problem.ProblemException;
import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioStore;
import dev.segue.job.AudioFile;
import dev.segue.job.Job;
import dev.segue.job.Status;
import dev.segue.retention.Retention;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/v1/jobs")
class AudioResource {

    private final OwnJobs jobs;
    private final AudioStore store;
    private final Retention retention;
    private final CurrentCaller caller;

    @Inject
    AudioResource(OwnJobs jobs, AudioStore store, Retention retention, CurrentCaller caller) {
        this.jobs = jobs;
        this.store = store;
        this.retention = retention;
        this.caller = caller;
    }

    @GET
    @Path("/{id}/audio/{n: [0-9]{1,4}}")
    public RestMulti<Buffer> audio(
            @PathParam("id") String id,
            @PathParam("n") int n,
            @QueryParam("ticket") String ticket,
            @BeanParam AudioRequest request,
            @Context RoutingContext context) {
        context.addHeadersEndHandler(end -> unchunk(context.response()));
        return RestMulti.fromUniResponse(
                answer(id, n, ticket, request),
                answer -> answer.length() == 0
                        ? Multi.createFrom().empty()
                        : store.read(answer.key(), answer.from(), answer.length()),
                AudioAnswer::headers,
                AudioAnswer::status);
    }

    @HEAD
    @Path("/{id}/audio/{n: [0-9]{1,4}}")
    public Uni<RestResponse<Void>> head(
            @PathParam("id") String id,
            @PathParam("n") int n,
            @QueryParam("ticket") String ticket,
            @BeanParam AudioRequest request) {
        request.range = null; // a range is defined for GET alone
        return answer(id, n, ticket, request).map(answer -> {
            ResponseBuilder<Void> head = ResponseBuilder.create(answer.status());
            answer.headers().forEach((name, values) -> head.header(name, values.get(0)));
            return head.build();
        });
    }

    /** The framework marks every stream as chunked; a message with a length as well is one that proxies refuse. */
    private static void unchunk(HttpServerResponse response) {
        if (response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.headers().remove(HttpHeaders.TRANSFER_ENCODING);
        }
    }

    private Uni<AudioAnswer> answer(String id, int n, String ticket, AudioRequest request) {
        return jobs.find(caller.id(Scope.JOBS_READ), id).chain(entry -> {
            AudioFile file = file(entry.job(), n);
            AudioKey key = new AudioKey(id, n);
            return store.size(key).map(size -> {
                if (size.isEmpty() || !retention.keepsAudio(entry.job().endedAt())) {
                    throw new ProblemException(
                            410, "audio-expired", "Audio expired", "The audio of this job is not kept any more.");
                }
                return satisfiable(AudioAnswer.of(key, file, entry.job().title(), request, ticket != null));
            });
        });
    }

    private static AudioFile file(Job job, int n) {
        if (job.status() == Status.REVOKED) {
            throw new ProblemException(
                    451, "audio-revoked", "Audio revoked", "The provider moderated this song; its audio is withdrawn.");
        }
        if (job.status() != Status.COMPLETED || n >= job.audio().size()) {
            throw ProblemException.notFound("audio file");
        }
        return job.audio().get(n);
    }

    private static AudioAnswer satisfiable(AudioAnswer answer) {
        if (answer.unsatisfiable()) {
            throw new ProblemException(
                    416,
                    "range-not-satisfiable",
                    "Range not satisfiable",
                    "Nothing of that range is in the file.",
                    Map.of(
                            "Content-Range",
                            answer.headers().get("Content-Range").get(0)));
        }
        return answer;
    }
}
