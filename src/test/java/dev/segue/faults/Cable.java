package dev.segue.faults;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to the database, which can swallow what is sent, and lead elsewhere. */
final class Cable {

    private final Vertx vertx;
    private final NetClient client;
    private final NetServer server;
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private volatile URI database;
    private volatile boolean swallowing;

    Cable(Vertx vertx, String url) {
        this.vertx = vertx;
        this.database = URI.create(url);
        this.client = vertx.createNetClient();
        server = vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1"))
                .connectHandler(this::connect)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** The database's address through this cable. */
    String url() {
        return "postgresql://127.0.0.1:" + server.actualPort() + database.getPath();
    }

    /** Leads to the database at that address from now on. */
    void to(String url) {
        database = URI.create(url);
    }

    /** Nothing gets through, no connection breaks, and new ones are made: a network that says nothing at all. */
    void swallow() {
        swallowing = true;
        sockets.forEach(NetSocket::pause);
    }

    /** New connections get through again; those from before are lost. */
    void mend() {
        swallowing = false;
    }

    private void connect(NetSocket near) {
        near.pause();
        sockets.add(near);
        near.closeHandler(closed -> sockets.remove(near));
        if (swallowing) {
            return;
        }
        client.connect(database.getPort(), database.getHost())
                .onFailure(refused -> near.close())
                .onSuccess(far -> {
                    sockets.add(far);
                    far.closeHandler(closed -> {
                        sockets.remove(far);
                        near.close();
                    });
                    near.closeHandler(closed -> {
                        sockets.remove(near);
                        far.close();
                    });
                    far.pipeTo(near);
                    near.pipeTo(far);
                });
    }
}
