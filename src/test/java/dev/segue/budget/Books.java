package dev.segue.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Cost.Source;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Accepted;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.ledger.TestLedger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A caller with a budget, its jobs, whatever may become of them, and an auditor who reckons on his own. */
final class Books {

    private static final Instant NOW = Instant.parse("2026-11-30T23:59:59Z");
    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JobError ERROR = new JobError(JobError.Code.TIMED_OUT, "So it was said.", false);
    private static final BigDecimal BUDGET = new BigDecimal("1.00");
    private static final Map<String, BigDecimal> PRICES =
            Map.of("apidot", new BigDecimal("0.10"), "aimlapi", new BigDecimal("0.195"), "useapi", BigDecimal.ZERO);

    enum Move {
        ACCEPT,
        INTEND,
        START_AS_REPORTED,
        START_BY_THE_LIST,
        START_UNPRICED,
        NOT_STARTED,
        REJECT,
        LOSE_THE_ANSWER,
        SUCCEED,
        FAIL_THERE,
        STORE,
        CANCEL,
        EXPIRE
    }

    private final String caller = "caller-" + UUID.randomUUID();
    private final List<String> jobs = new ArrayList<>();
    private final List<TestLedger> replicas;
    private final UsageBook book;

    Books(Pool pool) {
        replicas = List.of(TestLedger.on(pool, moved -> {}), TestLedger.on(pool, moved -> {}));
        book = new UsageBook(pool);
    }

    /** @param which of the jobs, or of the sets of providers; taken modulo their number */
    void take(Move move, int which) {
        if (move == Move.ACCEPT) {
            accept(which);
        } else if (!jobs.isEmpty()) {
            String id = jobs.get(which % jobs.size());
            wait(replicas.get(which % 2).ledger().change(id, entry -> decide(entry, move)));
        }
        audit();
    }

    /** Every task ends, every job is given up, and somebody says of every unconfirmed one that it never was. */
    void closeTheMonth() {
        for (String id : jobs) {
            wait(replicas.get(0).ledger().change(id, entry -> decide(entry, Move.SUCCEED)));
            wait(replicas.get(0).ledger().change(id, entry -> decide(entry, Move.STORE)));
            wait(replicas.get(0).ledger().change(id, entry -> decide(entry, Move.EXPIRE)));
            wait(replicas.get(0).ledger().change(id, entry -> decide(entry, Move.NOT_STARTED)));
        }
        audit();
        Account total = usage().total();
        assertThat(total.reserved()).isEqualByComparingTo("0");
        assertThat(total.held()).isEqualByComparingTo("0");
    }

    private void accept(int which) {
        List<Set<String>> choices = List.of(Set.of("apidot"), Set.of("apidot", "aimlapi"), PRICES.keySet());
        Map<String, BigDecimal> prices = new HashMap<>(PRICES);
        prices.keySet().retainAll(choices.get(which % choices.size()));
        Terms terms = new Terms(prices, null, null, BUDGET, null);
        Job job = Job.queued("job_" + UUID.randomUUID(), "song", null, null, Map.of(), NOW, NOW.plusSeconds(900));
        List<String> routes = prices.keySet().stream().sorted().toList();
        BigDecimal before = usage().total().total();
        Accepted accepted = wait(replicas.get(which % 2)
                .acceptances()
                .accept(new Acceptance(job, caller, "{}", routes, routes.get(0), null).under(terms)));
        assertThat(accepted instanceof Accepted.New)
                .as("%s and %s of %s", before, terms.reserve(), BUDGET)
                .isEqualTo(before.add(terms.reserve()).compareTo(BUDGET) <= 0);
        if (accepted instanceof Accepted.New) {
            jobs.add(job.id());
        }
    }

    private Optional<Change> decide(Entry entry, Move move) {
        Job job = entry.job();
        Attempt last = job.lastAttempt();
        boolean open = last != null && (last.running() || last.outcome() == Outcome.UNCONFIRMED);
        boolean unanswered = open && last.taskId() == null;
        boolean runs = last != null && last.running() && last.taskId() != null;
        return switch (move) {
            case ACCEPT -> Optional.empty();
            case INTEND -> job.status() == Status.QUEUED ? Optional.of(intend(entry)) : Optional.empty();
            case START_AS_REPORTED -> when(unanswered, () -> start(entry, Source.REPORTED));
            case START_BY_THE_LIST -> when(unanswered, () -> start(entry, Source.PRICE_LIST));
            case START_UNPRICED -> when(unanswered, () -> start(entry, Source.UNKNOWN));
            case NOT_STARTED -> when(unanswered, () -> end(entry, Outcome.NOT_STARTED, null));
            case REJECT -> when(unanswered, () -> end(entry, Outcome.REJECTED, null));
            case LOSE_THE_ANSWER ->
                when(unanswered && last.running(), () -> end(entry, Outcome.UNCONFIRMED, Cost.UNKNOWN));
            case SUCCEED -> when(runs, () -> end(entry, Outcome.SUCCEEDED, last.cost()));
            case FAIL_THERE -> when(runs, () -> end(entry, Outcome.FAILED, last.cost()));
            case STORE -> become(job, new JobState.Completed());
            case CANCEL -> become(job, new JobState.Cancelled());
            case EXPIRE ->
                job.status() == Status.UNCONFIRMED ? Optional.empty() : become(job, new JobState.Failed(ERROR));
        };
    }

    private static Change intend(Entry entry) {
        Job job = entry.job();
        int number = job.attempts().size() + 1;
        return Change.to(
                job.with(Attempt.intended(number, entry.queueFor(), null, NOW)).become(new JobState.Submitting(), NOW));
    }

    private static Change start(Entry entry, Source source) {
        Job job = entry.job();
        Attempt last = job.lastAttempt();
        BigDecimal price = entry.prices().get(last.provider());
        Cost cost =
                switch (source) {
                    case REPORTED -> new Cost(price.movePointLeft(1), "USD", null, source);
                    case PRICE_LIST -> new Cost(price, "USD", null, source);
                    case UNKNOWN -> Cost.UNKNOWN;
                };
        return goOn(job, job.with(last.started("task-" + UUID.randomUUID(), cost)), new JobState.Generating());
    }

    private static Change end(Entry entry, Outcome outcome, Cost cost) {
        Job job = entry.job();
        Job ended = job.with(job.lastAttempt().ended(outcome, ERROR, NOW).costing(cost));
        JobState next =
                switch (outcome) {
                    case SUCCEEDED -> new JobState.Storing();
                    case UNCONFIRMED -> new JobState.Unconfirmed(ERROR);
                    case NOT_STARTED, FAILED ->
                        left(entry, ended).isEmpty() || job.status() == Status.UNCONFIRMED
                                ? new JobState.Failed(ERROR)
                                : new JobState.Queued();
                    default -> new JobState.Failed(ERROR);
                };
        Change change = goOn(job, ended, next);
        return change.next().status() == Status.QUEUED
                ? change.waitingFor(left(entry, ended).get(0), Duration.ZERO)
                : change;
    }

    /** Where it may still go: once more where nothing was started, never again where a task was. */
    private static List<String> left(Entry entry, Job job) {
        Set<String> tried = job.attempts().stream()
                .filter(attempt -> attempt.taskId() != null)
                .map(Attempt::provider)
                .collect(Collectors.toSet());
        return entry.routes().stream().filter(route -> !tried.contains(route)).toList();
    }

    private static Change goOn(Job before, Job after, JobState next) {
        boolean legal = before.state().next().contains(next.status());
        return Change.to(legal ? after.become(next, NOW) : after.amended());
    }

    private static Optional<Change> become(Job job, JobState next) {
        return job.state().next().contains(next.status())
                ? Optional.of(Change.to(job.become(next, NOW)))
                : Optional.empty();
    }

    private static Optional<Change> when(boolean so, java.util.function.Supplier<Change> change) {
        return so ? Optional.of(change.get()) : Optional.empty();
    }

    private void audit() {
        Usage usage = usage();
        Account total = usage.total();
        List<Entry> entries = jobs.stream()
                .map(id -> wait(replicas.get(0).ledger().find(id)).orElseThrow())
                .toList();
        assertThat(usage.jobs()).isEqualTo(jobs.size());
        assertThat(total.total()).as("used up").isLessThanOrEqualTo(BUDGET);
        assertThat(List.of(total.reserved(), total.held(), total.reported(), total.priceList(), total.assumed()))
                .allSatisfy(amount -> assertThat(amount.signum()).isNotNegative());
        assertThat(total.spent()).as("spent").isEqualByComparingTo(sum(entries, Books::spent));
        assertThat(total.held()).as("held").isEqualByComparingTo(sum(entries, Books::held));
        assertThat(total.nReported() + total.nPriceList() + total.nAssumed())
                .isEqualTo(entries.stream()
                        .flatMap(entry -> entry.job().attempts().stream())
                        .filter(attempt -> attempt.taskId() != null && !attempt.running())
                        .count());
    }

    private static BigDecimal spent(Entry entry) {
        return entry.job().attempts().stream()
                .filter(attempt -> attempt.taskId() != null && !attempt.running())
                .map(attempt -> attempt.cost().amount() == null
                        ? entry.prices().get(attempt.provider())
                        : attempt.cost().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal held(Entry entry) {
        return entry.job().attempts().stream()
                .filter(attempt -> attempt.outcome() == Outcome.UNCONFIRMED)
                .map(attempt -> entry.prices().get(attempt.provider()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal sum(List<Entry> entries, Function<Entry, BigDecimal> of) {
        return entries.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Usage usage() {
        return wait(book.of(caller, MONTH));
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
