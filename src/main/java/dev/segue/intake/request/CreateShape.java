package dev.segue.intake.request;

import static dev.segue.intake.request.Shape.Type.FLAG;
import static dev.segue.intake.request.Shape.Type.INTEGER;
import static dev.segue.intake.request.Shape.Type.OBJECT;
import static dev.segue.intake.request.Shape.Type.TEXT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.intake.request.RefusedException.Reason;
import dev.segue.provider.settings.ProvidersConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The shape of a create body. */
final class CreateShape {

    /** {@link dev.segue.provider.route.SongRequests#COMMON}. */
    private static final Map<String, Shape> SONG = Map.of(
            "prompt", TEXT,
            "lyrics", TEXT,
            "title", TEXT,
            "instrumental", FLAG,
            "style_id", TEXT,
            "reference_audio_url", TEXT,
            "audio", new Shape.Fields(Map.of("format", TEXT, "sample_rate", INTEGER, "bitrate", INTEGER)),
            "options", OBJECT);

    private static final Map<String, Shape> JOB = Map.of(
            "model",
            TEXT,
            "providers",
            new Shape.ListOf(TEXT),
            "overrides",
            new Shape.Fields(ProvidersConfig.IDS.stream()
                    .collect(Collectors.toMap(Function.identity(), provider -> new Shape.Fields(SONG)))),
            "failover",
            FLAG,
            "deadline_seconds",
            INTEGER,
            "webhook",
            new Shape.Fields(Map.of("url", TEXT, "events", new Shape.ListOf(TEXT), "secret", TEXT)),
            "user",
            TEXT,
            "metadata",
            new Shape.Named(TEXT));

    private static final Shape CREATE = new Shape.Fields(union());

    private CreateShape() {}

    /** Throws {@link RefusedException}. */
    static void check(ObjectNode request) {
        List<Fault> faults = new ArrayList<>();
        CREATE.check(request, "", faults);
        if (!faults.isEmpty()) {
            throw new RefusedException(
                    Reason.MALFORMED, "The body has fields that are not known or of another type.", faults);
        }
    }

    private static Map<String, Shape> union() {
        Map<String, Shape> all = new HashMap<>(SONG);
        all.putAll(JOB);
        return all;
    }
}
