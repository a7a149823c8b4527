package dev.segue.stranger;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;

/** The body of a 200, still with the sender: it is read as fast as it is asked for. Read it, once, or {@link #discard()} it. */
public final class StrangerBody {

    private final String host;
    private final HttpClientResponse response;
    private final Context context;
    private final Future<Void> end;

    /** Call it on the response's own context, before the event loop turns again, else bytes are lost. */
    StrangerBody(String host, HttpClientResponse response, Context context) {
        this.host = host;
        this.response = response.pause();
        this.context = context;
        this.end = response.end();
    }

    /** What the sender announced, in bytes; -1 when it said nothing readable. */
    public long announced() {
        String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
    }

    /** Back-pressured; fails with {@link StrangerException.NoAnswer} when it breaks off. Cancelling it hangs up. */
    public Multi<Buffer> bytes() {
        // A connection may break between the head and the first reader, and Vert.x tells no late listener. Asking on
        // the
        // response's own context leaves no gap between the question and the listening.
        return Multi.createFrom()
                .deferred(() ->
                        end.failed() ? Multi.createFrom().<Buffer>failure(end.cause()) : MultiHelper.toMulti(response))
                .runSubscriptionOn(command -> context.runOnContext(turn -> command.run()))
                .onCancellation()
                // Not at once: the hang-up would reach the reader as a failure before his own reason to go has passed.
                .invoke(() -> context.runOnContext(turn -> discard()))
                .onFailure()
                .transform(broken -> new StrangerException.NoAnswer(host, broken));
    }

    /** Hangs up. */
    public void discard() {
        response.request().reset();
    }
}
