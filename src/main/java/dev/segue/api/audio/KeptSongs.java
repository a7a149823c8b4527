package dev.segue.api.audio;

import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.api.OwnJobs;
import dev.segue.api.problem.ProblemException;
import dev.segue.job.AudioFile;
import dev.segue.job.Job;
import dev.segue.job.Status;
import dev.segue.retention.Retention;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Finds the songs that a caller may have; what was withdrawn is told apart from what never was. */
@Singleton
class KeptSongs {

    private final OwnJobs jobs;
    private final Retention retention;
    private final CurrentCaller caller;

    @Inject
    KeptSongs(OwnJobs jobs, Retention retention, CurrentCaller caller) {
        this.jobs = jobs;
        this.retention = retention;
        this.caller = caller;
    }

    Uni<Job> find(String id, String what) {
        return jobs.find(caller.id(Scope.JOBS_READ), id).map(entry -> {
            Status status = entry.job().status();
            if (status == Status.REVOKED) {
                throw new ProblemException(
                        451,
                        "audio-revoked",
                        "Audio revoked",
                        "The provider moderated this song; its audio is withdrawn.");
            }
            if (status != Status.COMPLETED) {
                throw ProblemException.notFound(what);
            }
            if (!retention.keepsAudio(entry.job().endedAt())) {
                throw expired();
            }
            return entry.job();
        });
    }

    static ProblemException expired() {
        return new ProblemException(
                410, "audio-expired", "Audio expired", "The audio of this job is not kept any more.");
    }

    static AudioFile file(Job job, int n, String what) {
        if (n >= job.audio().size()) {
            throw ProblemException.notFound(what);
        }
        return job.audio().get(n);
    }
}
