package dev.segue.provider.apidot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.provider.CallsBack;
import dev.segue.provider.LookFailure;
import dev.segue.provider.Task;
import dev.segue.provider.http.ScriptedProvider;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApidotCallbackTest extends ApidotConversation {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Task CANDIDATE = new Task(Apidot.ID, null, "generate-music", "task-1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "{\"code\":200,\"data\":{\"task_id\":\"task-1\",\"status\":\"finished\",\"files\":[]}} | task-1",
                "{\"task_id\":\"task-1\",\"status\":\"finished\"} | task-1",
                "{\"data\":null,\"task_id\":7} | 7",
                "{\"data\":[1,2]} | null",
                "{\"task_id\":{\"a\":1}} | null",
                "[] | null",
                "<html> | null",
                "'' | null"
            })
    void callback_inAnyForm_namesItsTaskOrNothing(String body, String task) {
        assertThat(adapter().taskNamedIn(body).orElse(null)).isEqualTo(task);
    }

    @ParameterizedTest
    @CsvSource({
        "task-1, '', 2026-11-20T12:00:05, true",
        "task-1, generate-music, 2026-11-20T12:00:05, true",
        "task-1, minimax-music-2.6, 2026-11-20T12:00:05, false",
        "task-2, generate-music, 2026-11-20T12:00:05, false",
        "task-1, generate-music, 2026-11-20T09:37:05, false",
        "task-1, generate-music, '', false"
    })
    void candidate_asTheProviderTellsOfIt_fitsOrNot(String id, String model, String created, boolean fits) {
        // Given
        talk.does(ScriptedProvider.answer(
                200,
                "{\"code\":200,\"data\":{\"task_id\":\"" + id + "\",\"status\":\"running\",\"model\":\"" + model
                        + "\",\"created_time\":\"" + created + "\"}}"));

        // Then
        assertThat(look()).isEqualTo(fits);
    }

    @Test
    void candidate_unknownToTheProvider_isNotFound() {
        // Given
        talk.replays("error-404");

        // Then
        assertThatThrownBy(ApidotCallbackTest::look).isInstanceOf(LookFailure.NotFound.class);
    }

    private static boolean look() {
        return adapter().fits(CANDIDATE, NOON, NOON.plusSeconds(30)).await().atMost(Duration.ofSeconds(10));
    }

    private static CallsBack adapter() {
        return (CallsBack) talk.adapter();
    }
}
