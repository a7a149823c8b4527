package dev.segue;

import dev.segue.database.Database;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts Segue. */
@QuarkusMain
public final class Segue {

    private Segue() {}

    public static void main(String... arguments) {
        Database.provide(ConfigProvider.getConfig());
        Quarkus.run(arguments);
    }
}
