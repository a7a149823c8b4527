package dev.segue.faults;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to the database, which can be cut: every connection breaks, and none is made until it is mended. */
final class Cable {

    private final Vertx vertx;
    private final URI database;
    private final NetClient client;
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private NetServer server;
    private int port;

    Cable(Vertx vertx, String url) {
        this.vertx = vertx;
        this.database = URI.create(url);
        this.client = vertx.createNetClient();
        mend();
    }

    /** The database's address through this cable. */
    String url() {
        return "postgresql://127.0.0.1:" + port + database.getPath();
    }

    void cut() {
        server.close().toCompletionStage().toCompletableFuture().join();
        sockets.forEach(NetSocket::close);
    }

    void mend() {
        server = vertx.createNetServer(
                        new NetServerOptions().setHost("127.0.0.1").setPort(port))
                .connectHandler(this::connect);
        server.listen().toCompletionStage().toCompletableFuture().join();
        port = server.actualPort();
    }

    private void connect(NetSocket near) {
        near.pause();
        sockets.add(near);
        near.closeHandler(closed -> sockets.remove(near));
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
