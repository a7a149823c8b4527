package dev.segue.provider.http;

import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Barred;
import dev.segue.provider.CreateAnswer.Refused;
import dev.segue.provider.http.Transport.Answer;
import java.util.Map;
import java.util.Optional;

/**
 * How one provider says no.
 *
 * @param refusals the statuses that its documents list as final for creates; whatever is not here proves nothing
 * @param inBody whether an error may hide under HTTP 200, in the body's {@code code}
 */
public record Statuses(Map<Integer, Statuses.Refusal> refusals, boolean inBody) {

    /** What a status that a provider documents as final says of a create: nothing was started, and would not be. */
    public enum Refusal {
        REQUEST,
        MODERATED,
        /** The key is at fault, for every account behind it. */
        KEY,
        CREDIT,
        /** This account is at fault; another one behind the same key may do better. */
        ACCOUNT,
        ACCOUNT_CREDIT;

        CreateAnswer answer(String words) {
            return switch (this) {
                case REQUEST -> new Refused(false, "the provider refused the request " + words);
                case MODERATED -> new Refused(true, "the provider took offence at the words " + words);
                case KEY -> new Barred(Barred.Cause.UNAUTHORIZED, "the provider refused our key " + words, false);
                case CREDIT -> new Barred(Barred.Cause.OUT_OF_CREDIT, "the balance there is used up " + words, false);
                case ACCOUNT ->
                    new Barred(Barred.Cause.UNAUTHORIZED, "the provider refused the account " + words, true);
                case ACCOUNT_CREDIT ->
                    new Barred(Barred.Cause.OUT_OF_CREDIT, "the account's balance is used up " + words, true);
            };
        }

        boolean barsUs() {
            return this != REQUEST && this != MODERATED;
        }
    }

    /** The status that counts: the HTTP status, or the body's code where that one names an error. */
    int of(Answer answer) {
        Long code = inBody && answer.is2xx() ? answer.json().whole("code") : null;
        return code != null && code >= 300 && code <= 599 ? code.intValue() : answer.http();
    }

    Optional<Refusal> refusal(int status) {
        return Optional.ofNullable(refusals.get(status));
    }

    /** Whether the provider itself is in trouble. One that speaks of an account in the 500s (useapi.net's 596) is not. */
    boolean outage(int status) {
        return status >= 500 && !refusals.containsKey(status);
    }
}
