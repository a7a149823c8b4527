package dev.segue.api.audio;

import dev.segue.api.problem.ProblemException;
import dev.segue.audio.AudioConfig;
import dev.segue.audio.AudioConfig.Serve;
import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioStore;
import dev.segue.job.AudioFile;
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

    private static final String FILE = "audio file";

    private final KeptSongs songs;
    private final AudioStore store;
    private final boolean redirects;

    @Inject
    AudioResource(KeptSongs songs, AudioStore store, AudioConfig config) {
        this.songs = songs;
        this.store = store;
        this.redirects = config.serve() == Serve.REDIRECT;
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
                answer(id, n, ticket, request).chain(this::elsewhere),
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
        return songs.find(id, FILE).chain(job -> {
            AudioFile file = KeptSongs.file(job, n, FILE);
            AudioKey key = new AudioKey(id, n);
            return store.size(key).map(size -> {
                if (size.isEmpty()) {
                    throw KeptSongs.expired();
                }
                return satisfiable(AudioAnswer.of(
                        key, file, AudioFileName.disposition(job.title(), n, file), request, ticket != null));
            });
        });
    }

    /** To the bucket itself, which answers ranges too; what needs no bytes is answered here. */
    private Uni<AudioAnswer> elsewhere(AudioAnswer answer) {
        return redirects && answer.length() > 0 && store instanceof AudioStore.HandsOut bucket
                ? bucket.address(answer.key(), answer.header("Content-Type"), answer.header("Content-Disposition"))
                        .map(answer::at)
                : Uni.createFrom().item(answer);
    }

    private static AudioAnswer satisfiable(AudioAnswer answer) {
        if (answer.unsatisfiable()) {
            throw new ProblemException(
                    416,
                    "range-not-satisfiable",
                    "Range not satisfiable",
                    "Nothing of that range is in the file.",
                    Map.of("Content-Range", answer.header("Content-Range")));
        }
        return answer;
    }
}
