package dev.segue.api.audio;

import dev.segue.api.EntityTags;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;

/** The headers by which a player asks for a part of a file, or for none that it has. */
class AudioRequest {

    @HeaderParam("Range")
    String range;

    @HeaderParam("If-Range")
    String ifRange;

    @HeaderParam(HttpHeaders.IF_NONE_MATCH)
    List<String> ifNoneMatch;

    boolean knows(String etag) {
        return EntityTags.match(ifNoneMatch, etag);
    }

    /** The range, unless the file has changed since the player saw it: then it needs the whole. We know no dates. */
    String rangeIfStill(String etag) {
        return ifRange == null || ifRange.strip().equals(etag) ? range : null;
    }
}
