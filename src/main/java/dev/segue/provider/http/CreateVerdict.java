package dev.segue.provider.http;

import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Ambiguous;
import dev.segue.provider.CreateAnswer.NotStarted;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.TaskState.Running;
import dev.segue.provider.TaskState.Succeeded;
import dev.segue.provider.http.Transport.Answer;
import io.smallrye.faulttolerance.api.RateLimitException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Tells what came of a create. Two short lists say for certain that nothing was started: the statuses that the provider
 * documents, and the failures that come before a byte was sent. Do not lengthen either by likelihood: whatever is in neither is
 * ambiguous, for a song paid twice is worse than one to be confirmed.
 */
record CreateVerdict(Statuses statuses, Set<Integer> safe) {

    /** @param reader finds the task in a 2xx answer, or nothing; the id wins over whatever else the body says */
    CreateAnswer of(Answer answer, Function<Lenient, Optional<Started>> reader) {
        return answer.is2xx()
                ? reader.apply(answer.json()).map(CreateVerdict::toBeLooked).orElseGet(() -> without(answer))
                : without(answer);
    }

    /** A create may answer that the task has ended and not name the audio, for it has no field for it: a look will. */
    private static CreateAnswer toBeLooked(Started started) {
        return started.state() instanceof Succeeded end && end.tracks().isEmpty()
                ? new Started(started.taskId(), started.usage(), new Running(null))
                : started;
    }

    private CreateAnswer without(Answer answer) {
        int status = statuses.of(answer);
        String words = Words.of(status, answer.json());
        if (safe.contains(status)) {
            return status == 429
                    ? new NotStarted(NotStarted.Cause.BUSY, "the provider is busy " + words, answer.retryAfter())
                    : new NotStarted(
                            NotStarted.Cause.UNAVAILABLE, "the provider is unavailable " + words, answer.retryAfter());
        }
        return statuses.refusal(status)
                .map(refusal -> refusal.answer(words))
                .orElseGet(() -> new Ambiguous(
                        status >= 200 && status < 300
                                ? "the provider's answer names no task " + words
                                : "the provider's answer proves nothing " + words));
    }

    CreateAnswer of(Throwable failure) {
        if (failure instanceof CircuitBreakerOpenException) {
            return new NotStarted(NotStarted.Cause.HELD_BACK, "the provider has been failing", null);
        }
        if (failure instanceof RateLimitException limit) {
            long millis = limit.getRetryAfterMillis();
            return new NotStarted(
                    NotStarted.Cause.HELD_BACK,
                    "our rate limit for the provider is used up",
                    millis < 0 ? null : Duration.ofMillis(millis));
        }
        if (neverConnected(failure)) {
            return new NotStarted(NotStarted.Cause.UNREACHABLE, "the provider could not be reached", null);
        }
        return new Ambiguous(
                timedOut(failure)
                        ? "the provider did not answer in time"
                        : "the connection broke before the answer came");
    }

    /** A connect timeout is a {@link ConnectException} in Netty. A plain SocketException may as well be a reset: not here. */
    static boolean neverConnected(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException
                || failure instanceof SSLHandshakeException;
    }

    private static boolean timedOut(Throwable failure) {
        return failure instanceof TimeoutException
                || failure instanceof org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
    }
}
