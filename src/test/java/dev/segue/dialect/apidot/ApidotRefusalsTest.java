package dev.segue.dialect.apidot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.dialect.Wire.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApidotRefusalsTest extends ImitatedApidot {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                                             | not JSON",
                "[]                                                                            | JSON object",
                "{}                                                                            | model must be one of minimax-music-2.6, generate-music",
                "{'model':'suno','input':{}}                                                   | model must be one of",
                "{'model':'generate-music'}                                                    | input is required",
                "{'model':'generate-music','input':'x'}                                        | input is required and must be an object",
                "{'model':'generate-music','input':{'prompt':'x'}}                             | input.custom_mode is required",
                "{'model':'generate-music','input':{'prompt':'x','custom_mode':'no','instrumental':false,'mv':'V5'}} | input.custom_mode must be true or false",
                "{'model':'generate-music','input':{'prompt':'x','custom_mode':false,'instrumental':1,'mv':'V5'}}    | input.instrumental must be true or false",
                "{'model':'generate-music','input':{'prompt':'x','custom_mode':false,'instrumental':false}}          | input.mv is required",
                "{'model':'generate-music','input':{'prompt':'x','custom_mode':false,'instrumental':false,'mv':'V9'}} | input.mv must be one of",
                "{'model':'generate-music','input':{'prompt':'x','custom_mode':true,'instrumental':false,'mv':'V5','title':'t'}} | input.style is required",
                "{'model':'generate-music','input':{'prompt':'x','custom_mode':true,'instrumental':true,'mv':'V5','style':'s'}}  | input.title is required",
                "{'model':'minimax-music-2.6','input':{'prompt':'A calm piano song'}}          | input.lyrics is required unless lyrics_optimizer or is_instrumental is true",
                "{'model':'minimax-music-2.6','input':{'prompt':'short','lyrics':'x'}}         | input.prompt must have at least 10",
                "{'model':'minimax-music-2.6','input':{'is_instrumental':true}}                | input.prompt is required",
                "{'model':'minimax-music-2.6','input':{'prompt':'A calm piano song','is_instrumental':true,'audio_setting':7}} | input.audio_setting must be an object",
                "{'model':'minimax-music-2.6','input':{'prompt':'A calm piano song','is_instrumental':true,'audio_setting':{'bitrate':7}}} | input.audio_setting.bitrate must be one of",
                "{'model':'minimax-music-2.6','input':{'prompt':'A calm piano song','is_instrumental':true},'callback_url':7}    | callback_url must be a string",
                "{'model':'minimax-music-2.6','input':{'prompt':'A calm piano song','is_instrumental':true},'callback_url':'x'}  | callback_url must be an absolute"
            })
    void submit_thatTheProviderWouldRefuse_isRefusedInItsShapeAndMakesNothing(String body, String complaint) {
        // Given
        String newest = newest();

        // When
        Answer answer = client.post(SUBMIT, body.replace('\'', '"'));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertError(answer);
        assertThat(answer.json().getJsonObject("error").getString("message")).contains(complaint);
        assertThat(newest()).isEqualTo(newest);
    }

    @ParameterizedTest
    @ValueSource(strings = {STATUS + "task-unified-example", STATUS + "%00", DETAIL + "task-unified-example"})
    void look_atAnIdThatNobodyGave_is404(String target) {
        // When
        Answer answer = client.get(target);

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json()).isEqualTo(body("error-404"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/generate/submit, 405",
        "PUT, /api/generate/submit, 405",
        "POST, /api/generate/status/x, 405",
        "GET, /api/generate/detail/music, 400",
        "GET, /api/generate/nothing, 404"
    })
    void request_thatIsNone_isRefusedInTheirShape(String method, String path, int status) {
        // When
        Answer answer = client.send(method, path, BodyPublishers.noBody());

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertError(answer);
    }
}
