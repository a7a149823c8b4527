package dev.segue.api;

import dev.segue.audio.AudioStore;
import dev.segue.job.Job;
import dev.segue.ledger.Ledger;
import dev.segue.ledger.search.JobRepository;
import dev.segue.ledger.search.JobRepository.Search;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Deletes jobs with their audio. */
@Singleton
class Forgetting {

    private static final int PAGE = 100;

    private final Ledger ledger;
    private final JobRepository repository;
    private final AudioStore audio;

    @Inject
    Forgetting(Ledger ledger, JobRepository repository, AudioStore audio) {
        this.ledger = ledger;
        this.repository = repository;
        this.audio = audio;
    }

    /** Forgets the job, or answers false because it is not over. */
    Uni<Boolean> forget(Job job) {
        if (!job.ended() || job.busy() || job.unconfirmed()) {
            return Uni.createFrom().item(false);
        }
        // The audio first: what fails half-way can be asked for again as long as the row is there.
        return audio.deleteJob(job.id())
                .chain(() -> ledger.forget(job.id()))
                .chain(forgotten -> forgotten
                        ? Uni.createFrom().item(true)
                        : ledger.find(job.id()).map(Optional::isEmpty)); // somebody else was faster
    }

    /** Forgets what is over of all that a user asked for; answers how many jobs are left. */
    Uni<Integer> forgetUser(String caller, String user) {
        return forgetFrom(new Search(caller, null, null, null, user, null), 0);
    }

    private Uni<Integer> forgetFrom(Search search, int left) {
        return repository.newest(search, PAGE).chain(jobs -> forget(jobs).chain(kept -> {
            if (jobs.size() < PAGE) {
                return Uni.createFrom().item(left + kept);
            }
            String last = jobs.get(jobs.size() - 1).id();
            return forgetFrom(new Search(search.caller(), null, null, null, search.user(), last), left + kept);
        }));
    }

    private Uni<Integer> forget(List<Job> jobs) {
        return Multi.createFrom()
                .iterable(jobs)
                .onItem()
                .transformToUniAndConcatenate(this::forget)
                .filter(forgotten -> !forgotten)
                .collect()
                .asList()
                .map(List::size);
    }
}
