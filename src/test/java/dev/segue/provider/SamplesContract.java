package dev.segue.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.http.Samples;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an adapter makes of its provider's samples: of every answer to a create, and to a look. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SamplesContract {

    protected final ProviderConversation talk;

    protected SamplesContract(ProviderConversation talk) {
        this.talk = talk;
    }

    @AfterAll
    void stop() {
        talk.close();
    }

    @BeforeEach
    void forget() {
        talk.forget();
    }

    /** Each sample, and the {@link CreateAnswer} that it is. */
    protected abstract Stream<Arguments> createAnswers();

    /** Each sample, and the {@link TaskState} that it tells. */
    protected abstract Stream<Arguments> lookAnswers();

    /** Any song that the provider takes. */
    protected abstract CreateAnswer create();

    protected abstract String task();

    /** Where the provider tells of {@link #task()}. */
    protected abstract String lookedAt();

    @ParameterizedTest(name = "{0}")
    @MethodSource("createAnswers")
    void create_answeredAsInSample_isUnderstood(String sample, CreateAnswer expected) {
        // Given
        talk.replays(sample);

        // When
        CreateAnswer answer = create();

        // Then
        assertThat(answer).isEqualTo(expected);
        assertThat(talk.allHeard()).hasSize(1);
    }

    @Test
    void createAnswers_coverEverySample() {
        assertCovered(createAnswers(), "create-answer", "error");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lookAnswers")
    void look_answeredAsInSample_isUnderstood(String sample, TaskState expected) {
        // Given
        talk.replays(sample);

        // When
        TaskState state = talk.look(task());

        // Then
        assertThat(state).isEqualTo(expected);
        assertThat(talk.heard().method()).isEqualTo("GET");
        assertThat(talk.heard().uri()).isEqualTo(lookedAt());
    }

    @Test
    void lookAnswers_coverEverySample() {
        assertCovered(lookAnswers(), "look-answer");
    }

    private void assertCovered(Stream<Arguments> rows, String... kinds) {
        // When
        Stream<Object> covered = rows.map(row -> row.get()[0]);

        // Then
        assertThat(covered).containsAll(Samples.names(talk.adapter().id(), kinds));
    }
}
