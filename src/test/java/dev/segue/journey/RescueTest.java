package dev.segue.journey;

import static dev.segue.journey.Jobs.useapiSong;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Ledger;
import dev.segue.replica.Replica;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs as a crash, or a database's reply that was lost, leaves them: in the rows, and in nobody's memory. */
@QuarkusTest
@TestProfile(Impatient.class)
class RescueTest {

    @Inject
    Jobs jobs;

    @Inject
    Ledger ledger;

    @Inject
    Pool pool;

    @Inject
    Replica replica;

    private String id;
    private String task;

    /** A song that is there, and a job that waits where no pump looks. */
    @BeforeEach
    void prepare() {
        JsonObject request = useapiSong("");
        id = jobs.accept(request, "nobody");
        Set<String> before = jobs.tasks("useapi");
        jobs.makeAtUseapi(request.getString("lyrics"));
        Set<String> after = jobs.tasks("useapi");
        after.removeAll(before);
        task = after.iterator().next();
    }

    @Test
    void task_ofALivingReplicaThatDoesNotFollowIt_isTakenUpAgain() {
        // When
        generating(replica.id());

        // Then
        assertThat(jobs.ended(id).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void task_besideAJobThatCannotBeRead_isTakenUpAllTheSame() {
        // Given
        String mine = id;
        id = jobs.accept(useapiSong(""), "nobody");
        String unreadable = id;
        move(replica.id(), job -> intended(job, "apiinone"));
        move(replica.id(), job -> job.with(job.attempt(1).started("task-" + unreadable, Cost.UNKNOWN))
                .become(new JobState.Generating(), Instant.now()));
        execute("UPDATE job SET document = '[]' WHERE id = $1", unreadable);
        id = mine;

        // When
        generating(replica.id());

        // Then
        try {
            assertThat(jobs.ended(mine).status()).isEqualTo(Status.COMPLETED);
        } finally {
            execute("DELETE FROM job WHERE id = $1", unreadable);
        }
    }

    @Test
    void task_ofAReplicaWhoseLeaseHasEnded_isFollowedOn() {
        // Given
        String dead = "dead-" + id;
        execute("INSERT INTO replica (id, lease_until) VALUES ($1, now() - interval '1 second')", dead);

        // When
        generating(dead);

        // Then
        assertThat(jobs.ended(id).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void audio_ofAReplicaWhoseLeaseHasEnded_isCopiedAgain() {
        // Given
        String dead = "dead-" + id;
        execute("INSERT INTO replica (id, lease_until) VALUES ($1, now() - interval '1 second')", dead);

        // When
        generating("nobody-" + id);
        move(dead, job -> job.with(job.attempt(1).ended(Outcome.SUCCEEDED, null, Instant.now()))
                .become(new JobState.Storing(), Instant.now()));

        // Then
        Job job = jobs.ended(id);
        assertThat(job.status()).isEqualTo(Status.COMPLETED);
        assertThat(job.audio()).hasSize(1);
    }

    @Test
    void create_whoseIntentBecameDurableUnheard_isUnconfirmedWhereSongsAreNotListed() {
        // When
        move(replica.id(), job -> intended(job, "apiinone"));

        // Then
        Job job = jobs.ended(id);
        assertThat(job.status()).isEqualTo(Status.UNCONFIRMED);
        assertThat(job.cost()).isEqualTo(Cost.UNKNOWN);
        String metrics = jobs.until(
                Duration.ofSeconds(30),
                () -> given().get("/q/metrics").asString(),
                text -> text.contains("segue_unconfirmed_cost_usd{provider=\"apiinone\"} 0.06"));
        assertThat(metrics)
                .contains("segue_unconfirmed_jobs{provider=\"apiinone\"} 1.0")
                .contains("segue_unconfirmed_cost_usd{provider=\"apiinone\"} 0.06");
    }

    /** Nobody's until it generates: a create without an answer would be taken over. */
    private void generating(String owner) {
        move("nobody-" + id, job -> intended(job, "useapi"));
        move(owner, job -> job.with(job.attempt(1).started(task, Cost.UNKNOWN))
                .become(new JobState.Generating(), Instant.now()));
    }

    private static Job intended(Job job, String provider) {
        Instant now = Instant.now();
        return job.with(Attempt.intended(1, provider, null, now)).become(new JobState.Submitting(), now);
    }

    private void move(String owner, UnaryOperator<Job> move) {
        ledger.change(
                        id,
                        entry -> Optional.of(Change.to(move.apply(entry.job())).ownedBy(owner)))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private void execute(String sql, String value) {
        pool.preparedQuery(sql).execute(Tuple.of(value)).await().atMost(Duration.ofSeconds(5));
    }
}
