package dev.segue.journey;

import static dev.segue.journey.Jobs.song;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.segue.budget.Account;
import dev.segue.budget.Terms;
import dev.segue.budget.UsageBook;
import dev.segue.job.Job;
import dev.segue.job.JobError.Code;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(Impatient.class)
class ResolveTest {

    private static final BigDecimal PRICE = new BigDecimal("0.195");

    @Inject
    Jobs jobs;

    @Inject
    Pool pool;

    @Inject
    UsageBook book;

    private final String caller = "caller-" + UUID.randomUUID();

    @Test
    void unconfirmedJob_givenItsTask_isFollowedToItsSong() {
        // Given
        Set<String> before = jobs.tasks("aimlapi");
        String id = unconfirmed();
        Set<String> after = jobs.tasks("aimlapi");
        after.removeAll(before);

        // When
        resolve(id, "{\"task_id\":\"" + after.iterator().next() + "\"}")
                .statusCode(200)
                .body("status", equalTo("generating"))
                .body("attempts[0].outcome", equalTo("running"));

        // Then
        Job job = jobs.once(id, seen -> seen.status() == Status.COMPLETED);
        assertThat(job.audio()).hasSize(1);
        assertThat(job.cost().amount()).isEqualByComparingTo("0.195");
        assertThat(job.error()).isNull();
        String line = pool.preparedQuery("SELECT actor || ' ' || action FROM audit WHERE object = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getString(0))
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(line).isEqualTo("anonymous job.resolve");
    }

    @Test
    void unconfirmedJob_givenItsTaskAfterItsDeadline_isFollowedToItsSongAllTheSame() {
        // Given
        Set<String> before = jobs.tasks("aimlapi");
        String id = unconfirmed();
        Set<String> after = jobs.tasks("aimlapi");
        after.removeAll(before);
        pool.preparedQuery("UPDATE job SET deadline_at = now() - interval '1 hour' WHERE id = $1")
                .execute(Tuple.of(id))
                .await()
                .atMost(Duration.ofSeconds(10));

        // When
        resolve(id, "{\"task_id\":\"" + after.iterator().next() + "\"}").statusCode(200);

        // Then
        assertThat(jobs.once(id, Job::ended).status()).isEqualTo(Status.COMPLETED);
        Boolean given = pool.preparedQuery("SELECT deadline_at < now() + interval '1 hour' FROM job WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(given).as("its own deadline, once it has ended").isTrue();
    }

    @Test
    void unconfirmedJob_givenAnothersTask_staysUnconfirmed() {
        // Given
        String other = jobs.accept(song(""), "aimlapi");
        String claimed = jobs.ended(other).lastAttempt().taskId();
        String id = unconfirmed();

        // When
        resolve(id, "{\"task_id\":\"" + claimed + "\"}")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("https://segue.dev/problems/task-claimed"));

        // Then
        assertThat(jobs.now(id).status()).isEqualTo(Status.UNCONFIRMED);
    }

    @Test
    void unconfirmedJob_saidToBeUnsent_isBelievedOnceTheCreateCannotBeOnItsWay() {
        // Given
        String id = unconfirmed();

        // When
        resolve(id, "{\"not_started\":true}")
                .statusCode(409)
                .body("type", equalTo("https://segue.dev/problems/too-early"));
        ValidatableResponse later = jobs.until(
                Duration.ofSeconds(10),
                () -> resolve(id, "{\"not_started\":true}"),
                answer -> answer.extract().statusCode() == 200);

        // Then
        later.body("status", equalTo("failed"));
        Job job = jobs.now(id);
        assertThat(job.error().code()).isEqualTo(Code.PROVIDER_UNAVAILABLE);
        assertThat(job.lastAttempt().outcome()).isEqualTo(Outcome.NOT_STARTED);
        assertThat(job.cost()).isNull();
        resolve(id, "{\"not_started\":true}")
                .statusCode(409)
                .body("type", equalTo("https://segue.dev/problems/job-not-unconfirmed"));
    }

    @Test
    void cancelledJob_whoseCreateNobodyAnswered_holdsItsAmountUntilItsTaskIsNamedAndHasEnded() {
        // Given
        Set<String> before = jobs.tasks("aimlapi");
        String id = cancelledUnanswered(caller);
        Set<String> after = jobs.tasks("aimlapi");
        after.removeAll(before);
        assertThat(used().held()).isEqualByComparingTo(PRICE);

        // When
        resolve(id, "{\"task_id\":\"" + after.iterator().next() + "\"}")
                .statusCode(200)
                .body("status", equalTo("cancelled"))
                .body("attempts[0].outcome", equalTo("running"));

        // Then
        Job job = jobs.once(id, seen -> !seen.busy());
        assertThat(job.status()).isEqualTo(Status.CANCELLED);
        assertThat(job.lastAttempt().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(used().held()).isEqualByComparingTo("0");
        assertThat(used().reserved()).isEqualByComparingTo("0");
        assertThat(used().spent()).isEqualByComparingTo(PRICE);
    }

    @Test
    void cancelledJob_whoseCreateIsSaidToBeUnsent_givesItsAmountBack() {
        // Given
        String id = cancelledUnanswered(caller);

        // When
        jobs.until(
                Duration.ofSeconds(10),
                () -> resolve(id, "{\"not_started\":true}"),
                answer -> answer.extract().statusCode() == 200);

        // Then
        Job job = jobs.now(id);
        assertThat(job.status()).isEqualTo(Status.CANCELLED);
        assertThat(job.lastAttempt().outcome()).isEqualTo(Outcome.NOT_STARTED);
        assertThat(job.cost()).isNull();
        assertThat(used().total()).isEqualByComparingTo("0");
    }

    @Test
    void cancelledJob_whoseAmountIsStillHeld_isNotToBeForgotten() {
        // Given
        String id = cancelledUnanswered("anonymous");

        // When / Then
        given().delete("/v1/jobs/" + id)
                .then()
                .statusCode(409)
                .body("type", equalTo("https://segue.dev/problems/job-not-forgettable"));
        assertThat(jobs.now(id).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void job_thatHasEndedForSure_isNotToBeResolved() {
        // Given
        String id = jobs.accept(song(""), "aimlapi");
        jobs.ended(id);

        // Then
        resolve(id, "{\"task_id\":\"x\"}").statusCode(409);
        resolve("job_nowhere", "{\"task_id\":\"x\"}").statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                     | 422 | ''",
                "{\"not_started\":false}                | 422 | ''",
                "{\"task_id\":\"x\",\"not_started\":true}  | 422 | ''",
                "{\"task_id\":\"x\",\"not_started\":false} | 422 | ''",
                "{\"task_id\":\" \"}                    | 422 | /task_id",
                "{\"task_id\":7}                        | 400 | /task_id",
                "{\"not_started\":\"yes\"}              | 400 | /not_started",
                "{\"taskid\":\"x\"}                     | 400 | /taskid"
            })
    void resolution_thatSaysNothingClear_isRefused(String body, int status, String pointer) {
        // Then
        resolve("job_any", body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer));
    }

    /** At a provider that neither lists its songs nor calls back: nobody but a person can tell. */
    private String unconfirmed() {
        String id = jobs.accept(song("[[sandbox:create=cut]]"), "aimlapi");
        assertThat(jobs.ended(id).status()).isEqualTo(Status.UNCONFIRMED);
        return id;
    }

    /** The create arrives, its answer never does, and the caller gives up meanwhile. */
    private String cancelledUnanswered(String caller) {
        Terms terms = new Terms(Map.of("aimlapi", PRICE), null, null, BigDecimal.TEN, null);
        String id = jobs.accept(caller, terms, 60, song("[[sandbox:create=hang,started=true]]"), "aimlapi");
        jobs.once(id, seen -> seen.status() == Status.SUBMITTING);
        jobs.cancel(id);
        Job job = jobs.once(id, seen -> !seen.busy());
        assertThat(job.status()).isEqualTo(Status.CANCELLED);
        assertThat(job.lastAttempt().outcome()).isEqualTo(Outcome.UNCONFIRMED);
        return id;
    }

    private Account used() {
        return book.of(caller, YearMonth.now(ZoneOffset.UTC))
                .await()
                .atMost(Duration.ofSeconds(10))
                .total();
    }

    private static ValidatableResponse resolve(String id, String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/jobs/" + id + "/resolve")
                .then();
    }
}
