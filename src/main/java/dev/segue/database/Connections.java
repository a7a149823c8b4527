package dev.segue.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections that notice a database which has fallen silent: a statement whose answer does not come fails, and its
 * connection with it. Whether it was carried out nobody knows then, and nobody may take it for a no.
 */
@Singleton
public class Connections implements PgPoolCreator {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);
    /** What idles in the pool is closed long before its silence would count: else a statement sent at that moment were lost. */
    private static final int IDLE_PART = 3;

    private final int timeoutMillis;
    private volatile PgConnectOptions server;

    @Inject
    Connections(DatabaseConfig config) {
        this(config.timeout());
    }

    Connections(Duration timeout) {
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new ConfigurationException("segue.database.timeout must be between PT0.1S and PT1H");
        }
        this.timeoutMillis = (int) timeout.toMillis();
    }

    /** Makes the bean, and so refuses a bad setting, before anything connects. */
    void start(@Observes @Priority(1) StartupEvent event) {}

    @Override
    public Pool create(Input input) {
        use(input.pgConnectOptionsList());
        return PgBuilder.pool()
                .with(input.poolOptions()
                        .setIdleTimeout(timeoutMillis / IDLE_PART)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
                .connectingTo(List.copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    /** The way to the pool's database, for a connection apart from the pool. */
    public PgConnectOptions server() {
        return new PgConnectOptions(server);
    }

    void use(List<PgConnectOptions> servers) {
        servers.forEach(this::prepare);
        server = servers.get(0);
    }

    private void prepare(PgConnectOptions options) {
        options.setConnectTimeout(timeoutMillis);
        options.setIdleTimeout(timeoutMillis).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        // By default the long statements are not kept, and those take longest to prepare.
        options.setPreparedStatementCacheSqlFilter(sql -> true);
        // Where nothing may be kept there is a pooler in between, which may change servers from one message to the
        // next.
        options.setUseLayer7Proxy(!options.getCachePreparedStatements());
    }
}
