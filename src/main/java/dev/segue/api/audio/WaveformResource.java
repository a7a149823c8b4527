package dev.segue.api.audio;

import dev.segue.api.problem.ProblemException;
import dev.segue.custody.Custody;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/v1/jobs")
class WaveformResource {

    private static final String WAVEFORM = "waveform";

    private final KeptSongs songs;
    private final Custody custody;

    @Inject
    WaveformResource(KeptSongs songs, Custody custody) {
        this.songs = songs;
        this.custody = custody;
    }

    /** @param peaks 200 of equal length each, 0 for silence to 1 for full scale */
    @RegisterForReflection
    record Waveform(List<Double> peaks) {

        private static Waveform of(Buffer kept) {
            return new Waveform(IntStream.range(0, kept.length())
                    .mapToObj(at -> Math.round(kept.getUnsignedByte(at) / 0.255) / 1000.0)
                    .toList());
        }
    }

    @GET
    @Path("/{id}/audio/{n: [0-9]{1,4}}/waveform")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Waveform>> waveform(
            @PathParam("id") String id,
            @PathParam("n") int n,
            @QueryParam("ticket") String ticket,
            @BeanParam AudioRequest request) {
        return songs.find(id, WAVEFORM).chain(job -> {
            SideAnswer answer =
                    SideAnswer.of(KeptSongs.file(job, n, WAVEFORM).sha256() + "-waveform", ticket != null, request);
            return answer.known()
                    ? Uni.createFrom().item(answer.<Waveform>notModified())
                    : custody.waveform(id, n).map(found -> found.map(drawing -> answer(answer, drawing, id))
                            .orElseThrow(() -> ProblemException.notFound(WAVEFORM)));
        });
    }

    /** A page that draws a song need not ask for a cover that is not there. */
    private static RestResponse<Waveform> answer(SideAnswer answer, Custody.Drawing drawing, String id) {
        ResponseBuilder<Waveform> found = answer.<Waveform>answer(200).entity(Waveform.of(drawing.peaks()));
        return drawing.covered()
                ? found.header(HttpHeaders.LINK, "</v1/jobs/" + id + "/cover>; rel=\"icon\"")
                        .build()
                : found.build();
    }
}
