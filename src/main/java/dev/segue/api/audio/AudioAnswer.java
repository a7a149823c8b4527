package dev.segue.api.audio;

import dev.segue.audio.AudioKey;
import dev.segue.audio.ByteRange;
import dev.segue.job.AudioFile;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is answered to one request for a file.
 *
 * @param from the first byte to send
 * @param length how many; 0 where the status has no body
 */
record AudioAnswer(AudioKey key, int status, long from, long length, Map<String, List<String>> headers) {

    static final int NOT_MODIFIED = 304;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /** @param ticket whether a ticket opened the door: its answer must not be found in a cache by who has none */
    static AudioAnswer of(AudioKey key, AudioFile file, String disposition, AudioRequest request, boolean ticket) {
        String etag = "\"" + file.sha256() + "\"";
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put(HttpHeaders.ETAG, List.of(etag));
        headers.put("Accept-Ranges", List.of("bytes"));
        headers.put(HttpHeaders.CACHE_CONTROL, List.of(ticket ? "private, no-store" : "private, no-cache"));
        headers.put(HttpHeaders.CONTENT_TYPE, List.of(file.contentType())); // a cache takes it over from a 304 as well
        if (request.knows(etag)) {
            return new AudioAnswer(key, NOT_MODIFIED, 0, 0, headers);
        }
        ByteRange range = ByteRange.parse(request.rangeIfStill(etag), file.bytes());
        if (range instanceof ByteRange.Unsatisfiable) {
            headers.put("Content-Range", List.of("bytes */" + file.bytes()));
            return new AudioAnswer(key, RANGE_NOT_SATISFIABLE, 0, 0, headers);
        }
        headers.put(HttpHeaders.CONTENT_DISPOSITION, List.of(disposition));
        if (range instanceof ByteRange.Part part) {
            headers.put("Content-Range", List.of(part.contentRange(file.bytes())));
            return sending(key, 206, part.from(), part.length(), headers);
        }
        return sending(key, 200, 0, file.bytes(), headers);
    }

    boolean unsatisfiable() {
        return status == RANGE_NOT_SATISFIABLE;
    }

    String header(String name) {
        return headers.get(name).get(0);
    }

    /** Nothing here, but there. */
    AudioAnswer at(URI address) {
        return new AudioAnswer(
                key,
                302,
                0,
                0,
                Map.of(
                        HttpHeaders.LOCATION, List.of(address.toString()),
                        HttpHeaders.CACHE_CONTROL, List.of("private, no-store")));
    }

    private static AudioAnswer sending(
            AudioKey key, int status, long from, long length, Map<String, List<String>> headers) {
        headers.put(HttpHeaders.CONTENT_LENGTH, List.of(String.valueOf(length)));
        return new AudioAnswer(key, status, from, length, headers);
    }
}
