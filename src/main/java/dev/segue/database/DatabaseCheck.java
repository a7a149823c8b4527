package dev.segue.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the database answers, and has the schema that this program was written for: migrations may be somebody else's task. */
@Readiness
@Singleton
class DatabaseCheck implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Pool pool;

    @Inject
    DatabaseCheck(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.query(Schema.APPLIED)
                .execute()
                .map(rows -> rows.iterator().next().getInteger(0))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(found -> found == null ? 0 : found)
                .onFailure(DatabaseCheck::isBare)
                .recoverWithItem(0)
                .map(found -> found >= Schema.NEEDED
                        ? up(found)
                        : down("its schema is at version " + found + ", not at " + Schema.NEEDED))
                .onFailure()
                .recoverWithItem(failure -> down(words(failure)));
    }

    private static boolean isBare(Throwable failure) {
        return failure instanceof PgException refused && Schema.NO_SUCH_TABLE.equals(refused.getSqlState());
    }

    private static String words(Throwable failure) {
        return failure instanceof PgException refused
                ? "SQLSTATE " + refused.getSqlState()
                : failure.getClass().getSimpleName();
    }

    private static HealthCheckResponse up(int schema) {
        return HealthCheckResponse.named("database")
                .up()
                .withData("schema", schema)
                .build();
    }

    private static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named("database")
                .down()
                .withData("reason", reason)
                .build();
    }
}
