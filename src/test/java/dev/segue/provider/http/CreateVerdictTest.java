package dev.segue.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Ambiguous;
import dev.segue.provider.CreateAnswer.NotStarted;
import dev.segue.provider.CreateAnswer.Refused;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.TaskState.Failed;
import dev.segue.provider.TaskState.Running;
import dev.segue.provider.TaskState.Succeeded;
import dev.segue.provider.http.Statuses.Refusal;
import dev.segue.provider.http.Transport.Answer;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CreateVerdictTest {

    private static final CreateVerdict VERDICT =
            new CreateVerdict(new Statuses(Map.of(400, Refusal.REQUEST, 401, Refusal.KEY), true), Set.of(429, 503));

    static Stream<Throwable> beforeTheFirstByte() {
        return Stream.of(
                new ConnectException("refused"),
                new ConnectTimeoutException("too slow"),
                new NoRouteToHostException(),
                new UnknownHostException(),
                new SSLHandshakeException("untrusted"));
    }

    @ParameterizedTest
    @MethodSource("beforeTheFirstByte")
    void failure_beforeTheFirstByte_isNotStarted(Throwable failure) {
        // When
        CreateAnswer answer = VERDICT.of(failure);

        // Then
        assertThat(answer).isInstanceOfSatisfying(NotStarted.class, none -> assertThat(none.cause())
                .isEqualTo(NotStarted.Cause.UNREACHABLE));
    }

    static Stream<Throwable> maybeAfterTheFirstByte() {
        return Stream.of(
                new TimeoutException(),
                new org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException(),
                new SocketException("Connection reset"),
                new IOException("broken pipe"),
                new HttpClosedException("closed"),
                new SSLException("bad record"),
                new IllegalStateException(),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("maybeAfterTheFirstByte")
    void failure_maybeAfterTheFirstByte_isAmbiguous(Throwable failure) {
        // When
        CreateAnswer answer = VERDICT.of(failure);

        // Then
        assertThat(answer).isInstanceOf(Ambiguous.class);
    }

    @Property
    void status_thatNobodyDocuments_isAmbiguous(@ForAll @IntRange(min = 100, max = 999) int status) {
        // Given
        Set<Integer> certain = Set.of(400, 401, 429, 503);

        // When
        CreateAnswer answer = VERDICT.of(new Answer(status, null, Lenient.read("{}")), body -> Optional.empty());

        // Then
        assertThat(answer instanceof Ambiguous).isEqualTo(!certain.contains(status));
    }

    @Property
    void body_whateverItIs_isReadWithoutFailure(@ForAll @StringLength(max = 200) String body) {
        // When
        CreateAnswer answer =
                VERDICT.of(new Answer(200, null, Lenient.read(body)), json -> Optional.ofNullable(json.text("id"))
                        .map(id -> new Started(id, null, new Running(null))));

        // Then
        assertThat(answer).isInstanceOf(Ambiguous.class);
    }

    @Test
    void taskId_inAnAnswerThatSpeaksOfAnError_isNotThrownAway() {
        // Given
        Answer strange = new Answer(200, null, Lenient.read("{\"code\":500,\"id\":\"t-1\"}"));

        // When
        CreateAnswer answer =
                VERDICT.of(strange, body -> Optional.of(new Started(body.text("id"), null, new Failed("x"))));

        // Then
        assertThat(answer).isEqualTo(new Started("t-1", null, new Failed("x")));
    }

    @Test
    void taskId_underAnErrorStatus_isNotLookedFor() {
        // Given
        Answer refusal = new Answer(400, null, Lenient.read("{\"id\":\"request-1\"}"));

        // When
        CreateAnswer answer = VERDICT.of(refusal, body -> Optional.of(new Started(body.text("id"), null, null)));

        // Then
        assertThat(answer).isInstanceOf(Refused.class);
    }

    @Test
    void successWithoutAudio_inACreatesAnswer_isToBeLookedFor() {
        // Given
        Answer done = new Answer(200, null, Lenient.read("{\"id\":\"t-1\"}"));

        // When
        CreateAnswer answer = VERDICT.of(done, body -> Optional.of(new Started("t-1", null, new Succeeded(List.of()))));

        // Then
        assertThat(answer).isEqualTo(new Started("t-1", null, new Running(null)));
    }
}
