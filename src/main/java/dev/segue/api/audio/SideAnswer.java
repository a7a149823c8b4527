package dev.segue.api.audio;

import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * The headers of what goes with a song: its waveform, its cover.
 *
 * @param known whether who asks has it already
 */
record SideAnswer(String etag, boolean ticket, boolean known) {

    static SideAnswer of(String digest, boolean ticket, AudioRequest request) {
        String etag = "\"" + digest + "\"";
        return new SideAnswer(etag, ticket, request.knows(etag));
    }

    <T> RestResponse<T> notModified() {
        return this.<T>answer(304).build();
    }

    <T> ResponseBuilder<T> answer(int status) {
        return ResponseBuilder.<T>create(status)
                .header(HttpHeaders.ETAG, etag)
                // As with the audio: what a ticket opened must not be found in a cache by who has none.
                .header(HttpHeaders.CACHE_CONTROL, ticket ? "private, no-store" : "private, no-cache");
    }
}
