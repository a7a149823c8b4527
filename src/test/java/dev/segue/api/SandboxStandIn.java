package dev.segue.api;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;

/** While no sandbox runs: providers count as configured, and nobody answers there. */
@Singleton
class SandboxStandIn {

    @Produces
    @Singleton
    @DefaultBean
    @Named("sandbox")
    URI nowhere() {
        return URI.create("http://localhost:1");
    }
}
