package dev.segue.audio.s3;

import dev.segue.audio.AudioStore;
import io.netty.channel.nio.NioEventLoopGroup;
import io.vertx.core.Vertx;
import java.net.URI;

/** A store on an {@link S3Server} of another process. */
public final class BenchBucket {

    private BenchBucket() {}

    /** @param endpoint of the server */
    public static AudioStore at(Vertx vertx, String endpoint) {
        return new S3AudioStore(
                vertx,
                new NioEventLoopGroup(2),
                "s3://" + S3Server.BUCKET,
                S3Server.config(URI.create(endpoint)),
                S3Server.credentials());
    }
}
