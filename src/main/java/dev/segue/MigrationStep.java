package dev.segue;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Ends a start that was asked to migrate alone: the schema is up to date by now, and nothing listens or works yet.
 * {@code quarkus.init-and-exit} would do the same, but waits five seconds for an end that cannot come while it starts.
 */
@Singleton
class MigrationStep {

    private static final int BEFORE_ALL_OTHERS = 0;

    void end(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent event, @CommandLineArguments String[] arguments) {
        if (List.of(arguments).equals(List.of(Segue.MIGRATE))) {
            Quarkus.asyncExit(0); // what is thrown ends the start alone
            throw new PreventFurtherStepsException("the schema is up to date", 0);
        }
    }
}
