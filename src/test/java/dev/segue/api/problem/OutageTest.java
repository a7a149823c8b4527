package dev.segue.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class OutageTest {

    @Test
    void lostDatabase_isAnOutage() {
        // Then
        assertThat(Outage.isOne(new ConnectException("refused"))).isTrue();
        assertThat(Outage.isOne(new CompletionException(ClosedConnectionException.INSTANCE)))
                .isTrue();
        assertThat(Outage.isOne(failed("57P01"))).isTrue();
        assertThat(Outage.isOne(failed("53300"))).isTrue();
    }

    @Test
    void failedStatement_isOurs() {
        // Then
        assertThat(Outage.isOne(failed("22P02"))).isFalse();
        assertThat(Outage.isOne(new IllegalStateException())).isFalse();
    }

    @Test
    void words_ofAFailedStatement_areItsStateAlone() {
        // Then
        assertThat(Outage.words(new RuntimeException(failed("22P02")))).isEqualTo("SQLSTATE 22P02");
    }

    private static PgException failed(String state) {
        return new PgException("message with the prompt", "ERROR", state, "detail with the prompt");
    }
}
