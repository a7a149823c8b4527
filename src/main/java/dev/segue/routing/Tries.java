package dev.segue.routing;

import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobError.Code;
import dev.segue.job.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a job's attempts say about the routes that are left to it. */
final class Tries {

    private static final Set<Code> AT_FAULT = Set.of(Code.UNAUTHORIZED, Code.OUT_OF_CREDIT);

    private final Job job;
    private final Function<String, List<String>> accounts;

    Tries(Job job, Function<String, List<String>> accounts) {
        this.job = job;
        this.accounts = accounts;
    }

    /** Whether the provider may still be tried for this job. */
    boolean open(String provider) {
        if (of(provider).anyMatch(attempt -> attempt.outcome() == Outcome.FAILED)) {
            return false;
        }
        int firstFailure = firstFailure();
        if (firstFailure > 0 && of(provider).anyMatch(attempt -> attempt.number() > firstFailure)) {
            return false; // after a task that failed, each remaining route is tried once
        }
        return accounts.apply(provider).stream().anyMatch(account -> !barred(provider, account));
    }

    /** Whether this account, or the whole provider, answered that it is not to be asked again. */
    boolean barred(String provider, String account) {
        return of(provider)
                .filter(Tries::isBar)
                .anyMatch(attempt -> attempt.error().code() == Code.UNAUTHORIZED && !hasAccounts(provider)
                        || Objects.equals(name(attempt), account));
    }

    int times(String provider, String account) {
        return (int) of(provider)
                .filter(attempt -> Objects.equals(name(attempt), account))
                .count();
    }

    /** How often every account of the provider that is left has been tried. */
    int rounds(String provider) {
        return accounts.apply(provider).stream()
                .filter(account -> !barred(provider, account))
                .mapToInt(account -> times(provider, account))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** Why the job fails when no route is left: a task that failed says more than a route that never ran. */
    JobError verdict() {
        return job.attempts().stream()
                .filter(attempt -> attempt.outcome() == Outcome.FAILED)
                .reduce((first, last) -> last)
                .or(() -> job.attempts().stream().filter(Tries::isBar).reduce((first, last) -> last))
                .map(Attempt::error)
                .orElseGet(Router::unavailable);
    }

    private boolean hasAccounts(String provider) {
        return accounts.apply(provider).size() > 1;
    }

    private int firstFailure() {
        return job.attempts().stream()
                .filter(attempt -> attempt.outcome() == Outcome.FAILED)
                .mapToInt(Attempt::number)
                .findFirst()
                .orElse(0);
    }

    private Stream<Attempt> of(String provider) {
        return job.attempts().stream().filter(attempt -> attempt.provider().equals(provider));
    }

    private static boolean isBar(Attempt attempt) {
        return attempt.outcome() == Outcome.NOT_STARTED
                && attempt.error() != null
                && AT_FAULT.contains(attempt.error().code());
    }

    private static String name(Attempt attempt) {
        return attempt.account() == null ? "" : attempt.account();
    }
}
