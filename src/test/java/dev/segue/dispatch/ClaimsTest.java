package dev.segue.dispatch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.HeldDispatch;
import dev.segue.budget.Terms;
import dev.segue.dispatch.Claims.Claim;
import dev.segue.dispatch.Slots.Slot;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Acceptances;
import dev.segue.ledger.Change;
import dev.segue.ledger.Ledger;
import dev.segue.replica.Replica;
import dev.segue.replica.UnderWay;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is handed out, of callers who may have so many jobs in flight and of those who may have any number. */
@QuarkusTest
@TestProfile(HeldDispatch.class)
class ClaimsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JobError ERROR = new JobError(JobError.Code.TIMED_OUT, "So it was said.", false);

    @Inject
    Claims claims;

    @Inject
    Sender sender;

    @Inject
    Ledger ledger;

    @Inject
    Acceptances acceptances;

    @Inject
    Replica replica;

    @Inject
    UnderWay underWay;

    @Inject
    Pool pool;

    /** A queue of its own: nobody pumps it. */
    private final String queue = "queue-" + UUID.randomUUID();

    private final String limited = "limited-" + UUID.randomUUID();
    private final String free = "free-" + UUID.randomUUID();

    @BeforeEach
    void join() {
        await(Uni.createFrom()
                .item(() -> replica.id() != null)
                .repeat()
                .withDelay(Duration.ofMillis(20))
                .until(joined -> joined)
                .collect()
                .last());
    }

    @Test
    void claim_ofACallerWithALimit_takesNoMoreThanMayFlyAndPassesOverTheRest() {
        // Given many of one before any of the other
        for (int i = 0; i < 20; i++) {
            accept(limited, 2);
        }
        for (int i = 0; i < 3; i++) {
            accept(free, null);
        }

        // When
        List<Claim> claimed = claim(10);

        // Then
        assertThat(places(claimed, limited)).containsExactly(0, 1);
        assertThat(places(claimed, free)).containsExactly(null, null, null);
    }

    @Test
    void claim_whileAllOfTheLimitFlies_takesNone_andOneAgainWhenOneHasLanded() {
        // Given
        for (int i = 0; i < 5; i++) {
            accept(limited, 2);
        }
        List<Claim> flying = claim(10);
        flying.forEach(this::intend);
        assertThat(claim(10)).isEmpty();

        // When
        await(ledger.change(
                flying.get(0).entry().job().id(),
                entry -> Optional.of(Change.to(entry.job()
                        .with(entry.job().lastAttempt().ended(Outcome.REJECTED, ERROR, Instant.now()))
                        .become(new JobState.Failed(ERROR), Instant.now())))));

        // Then
        assertThat(places(claim(10), limited)).containsExactly(0);
    }

    @Test
    void cancelledJob_whoseCallIsStillUnderWay_keepsItsPlace() {
        // Given
        accept(limited, 1);
        accept(limited, 1);
        Claim flying = claim(10).get(0);
        intend(flying);

        // When
        await(ledger.change(
                flying.entry().job().id(),
                entry -> Optional.of(Change.to(entry.job().become(new JobState.Cancelled(), Instant.now())))));

        // Then
        assertThat(claim(10)).isEmpty();
    }

    @Test
    void places_thatTwoReplicasReachFor_areGivenOnce() {
        // Given a replica that has not seen what the other took
        accept(limited, 1);
        accept(limited, 1);
        Claim first = claim(10).get(0);
        Claim late = claim(10).get(0);
        assertThat(late.place()).isEqualTo(first.place());
        intend(first);

        // When / Then
        assertThatThrownBy(() -> intend(late)).isInstanceOf(Ledger.SlotTakenException.class);
    }

    @Test
    void claim_ofSeveralLimitedCallers_takesThemInTurn() {
        // Given
        String second = "limited-" + UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            accept(limited, 3);
        }
        for (int i = 0; i < 3; i++) {
            accept(second, 3);
        }

        // When
        List<Claim> claimed = claim(4);

        // Then
        List<String> callers =
                claimed.stream().map(claim -> claim.entry().caller()).toList();
        assertThat(callers.subList(0, 2)).containsExactlyInAnyOrder(limited, second);
        assertThat(callers.subList(2, 4)).containsExactlyInAnyOrder(limited, second);
    }

    @Test
    void claim_afterItsCallersLimitWasRaised_takesAsManyOfThoseThatWaitAsMayFlyNow() {
        // Given
        String strict = key("2");
        key("3");
        for (int i = 0; i < 5; i++) {
            accept(limited, 2);
        }

        // When
        given().delete("/v1/keys/" + strict).then().statusCode(204);

        // Then
        assertThat(places(claim(10), limited)).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "null"})
    void claim_afterItsCallersLimitWasLowered_takesNoMoreOfThoseThatWaitThanMayFlyNow(String before) {
        // Given
        key(before);
        for (int i = 0; i < 5; i++) {
            accept(limited, before.equals("null") ? null : 3);
        }

        // When
        key("1");

        // Then
        assertThat(places(claim(10), limited)).containsExactly(0);
    }

    @Test
    void claim_onAPausedQueue_takesNothingToSubmit_butWhatMayGoElsewhere() {
        // Given
        accept(free, null);
        await(pool.preparedQuery("INSERT INTO provider_pause (provider) VALUES ($1)")
                .execute(Tuple.of(queue)));

        // When / Then
        assertThat(claim(10)).isEmpty();
        assertThat(await(claims.stranded(queue, 10))).hasSize(1);
    }

    private List<Claim> claim(int atMost) {
        return await(claims.claim(queue, atMost));
    }

    /** As one who has the create in hand: upkeep settles what nobody has. */
    private void intend(Claim claim) {
        underWay.begin(claim.entry().job().id());
        await(sender.intend(claim, queue, new Slot("", null)));
    }

    private static List<Integer> places(List<Claim> claims, String caller) {
        return claims.stream()
                .filter(claim -> claim.entry().caller().equals(caller))
                .map(Claim::place)
                .toList();
    }

    /** One more key of the limited caller; answers its id. */
    private String key(String maxInFlight) {
        return given().contentType("application/json")
                .body("{\"name\":\"web\",\"scopes\":[\"jobs:write\"],\"project\":\"" + limited
                        + "\",\"max_jobs_in_flight\":" + maxInFlight + "}")
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void accept(String caller, Integer maxInFlight) {
        Instant now = Instant.now();
        Job job = Job.queued("job_" + UUID.randomUUID(), "song", null, null, Map.of(), now, now.plusSeconds(900));
        await(acceptances.accept(new Acceptance(job, caller, "{}", List.of(queue), queue, null)
                .under(new Terms(Map.of(), maxInFlight, null, null, null))));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
