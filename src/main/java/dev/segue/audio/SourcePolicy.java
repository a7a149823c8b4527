package dev.segue.audio;

import dev.segue.stranger.StrangerPolicy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where audio and covers may be fetched from. Asked anew each time: the sandbox may learn its port after we were made. */
@Singleton
public class SourcePolicy implements Supplier<StrangerPolicy> {

    private final AudioConfig config;
    private final Instance<URI> sandbox;

    @Inject
    SourcePolicy(AudioConfig config, @Named("sandbox") Instance<URI> sandbox) {
        this.config = config;
        this.sandbox = sandbox;
    }

    @Override
    public StrangerPolicy get() {
        return new StrangerPolicy(
                config.allowPrivateSources(),
                sandbox.stream().map(StrangerPolicy::origin).collect(Collectors.toSet()));
    }
}
