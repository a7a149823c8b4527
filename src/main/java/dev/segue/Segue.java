package dev.segue;

import dev.segue.database.Database;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts Segue, or says in one sentence why not. With the argument {@code migrate} it brings the schema up to date and ends. */
@QuarkusMain
public final class Segue {

    static final String MIGRATE = "migrate";

    /**
     * Quarkus refuses what is no URI with an empty 400 before {@code edge.RawQuery} could mend it. It reads this once: of a native
     * executable when that is built (application.properties).
     */
    private static final String ANY_ADDRESS = "vertx.disableURIValidation";

    /** What it says while Quarkus's logging is not set up yet would drown the sentence. */
    private static final Logger LIBRARY = Logger.getLogger("org.hibernate");

    Segue() {}

    public static void main(String... arguments) {
        LIBRARY.setLevel(Level.WARNING);
        System.setProperty(ANY_ADDRESS, "true");
        try {
            heed(List.of(arguments));
            Database.provide();
        } catch (RuntimeException failure) {
            exit(1, failure);
            return;
        }
        Quarkus.run(null, Segue::exit, arguments);
    }

    private static void heed(List<String> arguments) {
        if (arguments.equals(List.of(MIGRATE))) {
            System.setProperty("quarkus.flyway.migrate-at-start", "true");
        } else if (!arguments.isEmpty()) {
            throw new ConfigurationException("arguments: only \"" + MIGRATE + "\" is known");
        }
    }

    /** Quarkus calls it at every end: {@code failure} is null unless the start failed, or ended early and well. */
    private static void exit(int code, Throwable failure) {
        if (failure != null && code != 0) {
            StartFailure.report(failure);
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
    }
}
