package dev.segue.ledger;

import static dev.segue.ledger.TestJobs.ERROR;
import static dev.segue.ledger.TestJobs.NOW;
import static dev.segue.ledger.TestJobs.acceptance;
import static dev.segue.ledger.TestJobs.await;
import static dev.segue.ledger.TestJobs.ifOpen;
import static dev.segue.ledger.TestJobs.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Attempt;
import dev.segue.job.JobState;
import dev.segue.job.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AcceptancesTest {

    @Inject
    Acceptances acceptances;

    @Inject
    Ledger ledger;

    @Test
    void accept_withOneKeyFiftyTimesAtOnce_makesOneJob() {
        // Given
        String key = UUID.randomUUID().toString();
        List<Uni<Accepted>> accepts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            accepts.add(acceptances.accept(acceptance(newId(), "nobody", "held", key)));
        }

        // When
        List<Accepted> answers = await(Uni.join().all(accepts).andFailFast());

        // Then
        assertThat(answers.stream().filter(Accepted.New.class::isInstance)).hasSize(1);
        assertThat(answers.stream().filter(Accepted.KeyUsed.class::isInstance)).hasSize(49);
    }

    @Test
    void accept_withOneSharedKeyFiftyTimesAtOnce_makesOneJobOfEachCaller() {
        // Given
        String shared = UUID.randomUUID().toString();
        List<Uni<Accepted>> accepts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String key = i % 4 == 0 ? UUID.randomUUID().toString() : null;
            accepts.add(acceptances.accept(acceptance(newId(), i % 2 == 0 ? "alice" : "bob", "held", key)
                    .sharedBy(shared)));
        }

        // When
        List<Accepted> answers = await(Uni.join().all(accepts).andFailFast());

        // Then
        List<String> made = answers.stream()
                .filter(Accepted.New.class::isInstance)
                .map(answer -> ((Accepted.New) answer).entry().job().id())
                .toList();
        assertThat(made).hasSize(2);
        assertThat(answers.stream().filter(Accepted.Shared.class::isInstance))
                .hasSize(48)
                .allSatisfy(answer -> assertThat(made).contains(((Accepted.Shared) answer).jobId()));
    }

    @Test
    void accept_withTheSharedKeyOfAJobThatEnded_makesAnother() {
        // Given
        String shared = UUID.randomUUID().toString();
        String first = newId();
        await(acceptances.accept(acceptance(first, "nobody", "held", null).sharedBy(shared)));
        await(ledger.change(first, ifOpen(new JobState.Cancelled())));

        // When
        Accepted again = await(
                acceptances.accept(acceptance(newId(), "nobody", "held", null).sharedBy(shared)));

        // Then
        assertThat(again).isInstanceOf(Accepted.New.class);
    }

    @Test
    void key_ofAnAcceptThatWasShared_standsForTheJobThatRan() {
        // Given
        String shared = UUID.randomUUID().toString();
        String key = UUID.randomUUID().toString();
        String first = newId();
        await(acceptances.accept(acceptance(first, "nobody", "held", null).sharedBy(shared)));
        await(acceptances.accept(acceptance(newId(), "nobody", "held", key).sharedBy(shared)));
        await(ledger.change(first, ifOpen(new JobState.Cancelled())));

        // When
        Accepted repeat = await(
                acceptances.accept(acceptance(newId(), "nobody", "held", key).sharedBy(shared)));

        // Then
        assertThat(repeat).isEqualTo(new Accepted.KeyUsed("print", first, 202));
    }

    @Test
    void job_thatComesBackOutOfItsEnd_sharesItsKeyNoMore() {
        // Given
        String shared = UUID.randomUUID().toString();
        String lost = newId();
        await(acceptances.accept(acceptance(lost, "nobody", "held", null).sharedBy(shared)));
        await(ledger.change(
                lost,
                entry -> Optional.of(Change.to(entry.job()
                        .with(Attempt.intended(1, "apidot", null, NOW))
                        .become(new JobState.Submitting(), NOW)))));
        await(ledger.change(lost, ifOpen(new JobState.Unconfirmed(ERROR))));
        await(acceptances.accept(acceptance(newId(), "nobody", "held", null).sharedBy(shared)));

        // When
        Optional<Entry> found = await(ledger.change(
                lost, entry -> Optional.of(Change.to(entry.job().become(new JobState.Generating(), NOW)))));

        // Then
        assertThat(found.orElseThrow().job().status()).isEqualTo(Status.GENERATING);
    }
}
