package dev.segue.audio.location;

import dev.segue.audio.AudioConfig;
import dev.segue.audio.AudioStore;
import dev.segue.audio.file.FileAudioStore;
import dev.segue.audio.s3.S3AudioStore;
import dev.segue.audio.s3.S3Config;
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
    AudioStore store(Vertx vertx, AudioConfig config, S3Config s3) {
        if (config.location().startsWith("s3:")) {
            return new S3AudioStore(
                    vertx.getDelegate(),
                    config.location(),
                    s3,
                    DefaultCredentialsProvider.builder().build());
        }
        FileAudioStore files = new FileAudioStore(vertx.getDelegate(), config.location());
        files.check();
        return files;
    }

    /** Makes the store, and so refuses bad settings, at the start and not with the first song. */
    void start(@Observes @Priority(1) StartupEvent event, AudioStore store) {}

    void close(@Disposes AudioStore store) {
        if (store instanceof S3AudioStore bucket) {
            bucket.close();
        }
    }
}
