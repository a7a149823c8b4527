package dev.segue.provider.http;

import dev.segue.provider.LookFailure;
import dev.segue.provider.http.Transport.Answer;
import java.util.function.Function;

/** Tells what came of a look. None of its failures says anything about the task. */
record LookVerdict(Statuses statuses) {

    /** @param reader makes sense of the body, or returns {@code null} */
    <T> T of(Answer answer, Function<Lenient, T> reader) {
        int status = statuses.of(answer);
        if (status == 404) {
            throw new LookFailure.NotFound();
        }
        if (denies(status)) {
            throw new LookFailure.Denied(status);
        }
        T read = status >= 200 && status < 300 ? readable(answer, reader) : null;
        if (read == null) {
            throw new LookFailure.NoAnswer(
                    "the provider's answer cannot be read " + Words.of(status, answer.json()), answer.retryAfter());
        }
        return read;
    }

    private static <T> T readable(Answer answer, Function<Lenient, T> reader) {
        try {
            return reader.apply(answer.json());
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    /** Refusals are final for creates only: on a look they tell of our key or balance, not of the task. */
    private boolean denies(int status) {
        return status >= 400 && status <= 403
                || statuses.refusal(status).filter(Statuses.Refusal::barsUs).isPresent();
    }

    static LookFailure of(Throwable failure) {
        return failure instanceof LookFailure known
                ? known
                : new LookFailure.NoAnswer("the provider gave no answer", null);
    }
}
