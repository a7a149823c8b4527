package dev.segue.api.audio;

import dev.segue.api.problem.ProblemException;
import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioStore;
import dev.segue.audio.cover.Cover;
import dev.segue.custody.Custody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** Covers are small: each is read whole, so that what is not there is a 404 and not a broken image. */
@Path("/v1/jobs")
class CoverResource {

    private static final String COVER = "cover";

    private final KeptSongs songs;
    private final Custody custody;
    private final AudioStore store;

    @Inject
    CoverResource(KeptSongs songs, Custody custody, AudioStore store) {
        this.songs = songs;
        this.custody = custody;
        this.store = store;
    }

    @GET
    @Path("/{id}/cover")
    public Uni<RestResponse<Buffer>> cover(
            @PathParam("id") String id, @QueryParam("ticket") String ticket, @BeanParam AudioRequest request) {
        return songs.find(id, COVER)
                .chain(job -> custody.cover(id))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound(COVER)))
                .chain(cover -> {
                    SideAnswer answer = SideAnswer.of(cover.sha256(), ticket != null, request);
                    return answer.known()
                            ? Uni.createFrom().item(answer.<Buffer>notModified())
                            : read(id, cover).map(image -> answer.<Buffer>answer(200)
                                    .header(HttpHeaders.CONTENT_TYPE, cover.contentType())
                                    .header("Content-Security-Policy", "default-src 'none'; sandbox")
                                    .entity(image)
                                    .build());
                });
    }

    private Uni<Buffer> read(String id, Cover cover) {
        return store.read(AudioKey.cover(id), 0, cover.bytes())
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer)
                .onFailure()
                .transform(gone -> ProblemException.notFound(COVER));
    }
}
