package dev.segue.provider.http;

import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Ambiguous;
import dev.segue.provider.CreateAnswer.NotStarted;
import dev.segue.provider.CreateAnswer.Refused;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.HealthBoard;
import dev.segue.provider.LookFailure;
import dev.segue.provider.http.Transport.Answer;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The client of one provider. */
public final class ProviderClient {

    private static final Logger LOG = Logger.getLogger(ProviderClient.class);

    private final String provider;
    private final Optional<Transport> transport;
    private final Guards guards;
    private final CreateVerdict verdict;
    private final LookVerdict lookVerdict;
    private final HealthBoard board;

    /** @param transport empty if the provider is off */
    ProviderClient(
            String provider, Optional<Transport> transport, Guards guards, CreateVerdict verdict, HealthBoard board) {
        this.provider = provider;
        this.transport = transport;
        this.guards = guards;
        this.verdict = verdict;
        this.lookVerdict = new LookVerdict(verdict.statuses());
        this.board = board;
    }

    /**
     * Makes a create call, once: a second subscriber gets the first one's answer. Never fails.
     *
     * @param call writes the request; if it throws, nothing is sent
     * @param reader finds the task in a 2xx answer
     */
    public Uni<CreateAnswer> create(Supplier<Call> call, Function<Lenient, Optional<Started>> reader) {
        return Uni.createFrom()
                .deferred(() -> transport.map(wire -> send(wire, call, reader)).orElseGet(this::off))
                .memoize()
                .indefinitely();
    }

    private Uni<CreateAnswer> send(Transport wire, Supplier<Call> call, Function<Lenient, Optional<Started>> reader) {
        Supplier<Uni<Answer>> request;
        try {
            request = wire.create(call.get());
        } catch (RuntimeException unwritable) {
            LOG.errorf("A create for %s could not be written: %s", provider, unwritable.getClass());
            return Uni.createFrom().item(new Refused(false, "the request could not be written"));
        }
        AtomicBoolean begun = new AtomicBoolean();
        Supplier<Uni<Answer>> once = () -> {
            begun.set(true);
            return request.get();
        };
        return Uni.createFrom()
                .deferred(() -> guards.create(once))
                .map(answer -> verdict.of(answer, reader))
                .onFailure()
                .recoverWithItem(failure -> judge(failure, begun.get()))
                .invoke(this::note);
    }

    /** What fails before the sending has begun, even a guard of ours that is broken, has started nothing. */
    private CreateAnswer judge(Throwable failure, boolean begun) {
        CreateAnswer answer = verdict.of(failure);
        if (begun || !(answer instanceof Ambiguous)) {
            LOG.debugf("A create at %s ended with %s", provider, failure.getClass());
            return answer;
        }
        LOG.errorf(failure, "A create for %s was never sent", provider);
        return new NotStarted(NotStarted.Cause.HELD_BACK, "the request was not sent", null);
    }

    private void note(CreateAnswer answer) {
        if (answer instanceof Started) {
            board.denied(provider, false);
        } else if (answer instanceof Ambiguous ambiguous) {
            LOG.warnf("A create at %s may have arrived: %s", provider, ambiguous.message());
        }
    }

    private Uni<CreateAnswer> off() {
        return Uni.createFrom()
                .item(new NotStarted(NotStarted.Cause.HELD_BACK, "the provider is not configured", null));
    }

    /**
     * Reads something, with a few quick retries.
     *
     * @param reader makes sense of a 2xx body, or returns {@code null}
     * @return what it read, or a {@link LookFailure}
     */
    public <T> Uni<T> look(Call call, Function<Lenient, T> reader) {
        return Uni.createFrom()
                .deferred(() -> guards.look(transport
                        .orElseThrow(() -> new LookFailure.NoAnswer("the provider is not configured", null))
                        .look(call)))
                .onFailure()
                .transform(LookVerdict::of)
                .map(answer -> lookVerdict.of(answer, reader))
                .invoke(() -> board.denied(provider, false))
                .onFailure(LookFailure.Denied.class)
                .invoke(() -> board.denied(provider, true));
    }
}
