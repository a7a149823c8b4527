package dev.segue.events;

import dev.segue.ledger.JobMoved;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells the other replicas what moved here: after the commit, many moves at once and one message at a time, for a {@code
 * NOTIFY} inside transactions makes every commit of the server wait for the one before.
 */
@Singleton
class Announcer {

    static final String CHANNEL = "segue_job_moved";

    private static final Logger LOG = Logger.getLogger(Announcer.class);
    private static final String TELL = "SELECT pg_notify('" + CHANNEL + "', $1)";
    private static final int PAYLOAD = 7900; // the server takes fewer than 8000 bytes
    private static final long GATHER_MILLIS = 10;
    private static final long RETRY_MILLIS = 500;

    private final String sender = UUID.randomUUID().toString();
    private final Pool pool;
    private final Vertx vertx;
    private final boolean speaks;
    private final Map<String, Notice> pending = new LinkedHashMap<>();
    private boolean busy;

    /** A job has got to a version. */
    record Notice(String jobId, int version, String caller) {}

    @Inject
    Announcer(Pool pool, Vertx vertx, EventsConfig config) {
        this.pool = pool;
        this.vertx = vertx;
        this.speaks = config.notifies();
    }

    void moved(@Observes JobMoved moved) {
        if (!speaks) {
            return;
        }
        String id = moved.entry().job().id();
        synchronized (this) {
            pending.put(
                    id,
                    new Notice(id, moved.entry().job().version(), moved.entry().caller()));
            if (busy) {
                return;
            }
            busy = true;
        }
        vertx.setTimer(GATHER_MILLIS, timer -> tell(message()));
    }

    /** What others said; nothing if it was said here. */
    List<Notice> read(String payload) {
        String[] lines = payload.split("\n");
        if (lines[0].equals(sender)) {
            return List.of();
        }
        List<Notice> notices = new ArrayList<>(lines.length - 1);
        for (int i = 1; i < lines.length; i++) {
            String[] words = lines[i].split(" ");
            notices.add(new Notice(
                    words[0], Integer.parseInt(words[1]), URLDecoder.decode(words[2], StandardCharsets.UTF_8)));
        }
        return notices;
    }

    private void tell(String message) {
        pool.preparedQuery(TELL).execute(Tuple.of(message)).subscribe().with(sent -> next(), failure -> {
            LOG.warnf(
                    "The other replicas could not be told of moves; trying again: %s",
                    failure.getClass().getSimpleName());
            vertx.setTimer(RETRY_MILLIS, timer -> tell(message));
        });
    }

    private void next() {
        synchronized (this) {
            if (pending.isEmpty()) {
                busy = false;
                return;
            }
        }
        vertx.setTimer(GATHER_MILLIS, timer -> tell(message()));
    }

    private synchronized String message() {
        StringBuilder message = new StringBuilder(sender);
        Iterator<Notice> notices = pending.values().iterator();
        while (notices.hasNext()) {
            Notice notice = notices.next();
            String line = "\n" + notice.jobId() + " " + notice.version() + " "
                    + URLEncoder.encode(notice.caller(), StandardCharsets.UTF_8);
            if (line.length() > PAYLOAD / 2) { // a caller's name of that length is found by the rescan
                notices.remove();
                continue;
            }
            if (message.length() + line.length() > PAYLOAD) {
                break;
            }
            message.append(line);
            notices.remove();
        }
        return message.toString();
    }
}
