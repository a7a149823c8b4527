package dev.segue.audio.location;

import dev.segue.audio.AudioConfig;
import dev.segue.audio.AudioConfig.Serve;
import dev.segue.audio.AudioLocationException;
import dev.segue.audio.AudioStore;
import dev.segue.audio.file.FileAudioStore;
import dev.segue.audio.s3.S3AudioStore;
import dev.segue.audio.s3.S3Config;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.quarkus.netty.MainEventLoopGroup;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Makes the one store that {@code segue.audio.location} names. */
@Singleton
class AudioLocation {

    @Produces
    @Singleton
    AudioStore store(Vertx vertx, @MainEventLoopGroup EventLoopGroup loops, AudioConfig config, S3Config s3) {
        if (config.location().startsWith("s3:")) {
            if (!(loops instanceof NioEventLoopGroup portable)) {
                throw new AudioLocationException(
                        "segue.audio.location=s3://… does not go with quarkus.vertx.prefer-native-transport=true.");
            }
            return new S3AudioStore(
                    vertx.getDelegate(),
                    portable,
                    config.location(),
                    s3,
                    DefaultCredentialsProvider.builder().build());
        }
        FileAudioStore files = new FileAudioStore(vertx.getDelegate(), config.location());
        files.check();
        return files;
    }

    /** Makes the store, and so refuses bad settings, at the start and not with the first song. */
    void start(@Observes @Priority(1) StartupEvent event, AudioStore store, AudioConfig config) {
        if (config.serve() == Serve.REDIRECT && !(store instanceof AudioStore.HandsOut)) {
            throw new AudioLocationException(
                    "segue.audio.serve=redirect needs segue.audio.location to be s3://bucket/prefix: nobody can be sent to a folder.");
        }
    }

    void close(@Disposes AudioStore store) {
        if (store instanceof S3AudioStore bucket) {
            bucket.close();
        }
    }
}
