package dev.segue;

import dev.segue.database.Database;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts Segue, or says in one sentence why not. */
@QuarkusMain
public final class Segue {

    /** What it says while Quarkus's logging is not set up yet would drown the sentence. */
    private static final Logger LIBRARY = Logger.getLogger("org.hibernate");

    Segue() {}

    public static void main(String... arguments) {
        LIBRARY.setLevel(Level.WARNING);
        try {
            Database.provide();
        } catch (RuntimeException failure) {
            exit(1, failure);
            return;
        }
        Quarkus.run(null, Segue::exit, arguments);
    }

    /** Quarkus calls it at every end: {@code failure} is null unless the start failed. */
    private static void exit(int code, Throwable failure) {
        if (failure != null) {
            StartFailure.report(failure);
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
    }
}
