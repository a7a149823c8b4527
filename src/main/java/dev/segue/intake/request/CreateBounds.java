package dev.segue.intake.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.intake.request.RefusedException.Reason;
import dev.segue.job.Status;
import dev.segue.provider.settings.ProvidersConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bounds of what is kept on the job itself; those of the song are the routes' matter. Lengths are in code points. */
final class CreateBounds {

    static final int MODEL = 100;
    static final int TITLE = 200;
    static final int USER = 255;
    static final int METADATA_ENTRIES = 50;
    static final int METADATA_NAME = 64;
    static final int METADATA_VALUE = 500;
    static final int LONGEST_DEADLINE_SECONDS = 7200;
    static final int URL = 2048;

    private static final String SECRET_PREFIX = "whsec_";
    private static final Set<String> EVENTS = Stream.of(Status.values())
            .filter(status -> status != Status.QUEUED)
            .map(status -> "job." + status.word())
            .collect(Collectors.toUnmodifiableSet());

    private final List<Fault> faults = new ArrayList<>();

    private CreateBounds() {}

    /** Throws {@link RefusedException}. */
    static void check(ObjectNode request) {
        CreateBounds bounds = new CreateBounds();
        bounds.whole(request);
        if (!bounds.faults.isEmpty()) {
            throw new RefusedException(Reason.INVALID, "The body has values out of their bounds.", bounds.faults);
        }
    }

    private void whole(ObjectNode request) {
        if (!request.hasNonNull("model")) {
            fault("/model", "is required");
        }
        length(request.path("model"), "/model", 1, MODEL);
        length(request.path("title"), "/title", 0, TITLE);
        length(request.path("user"), "/user", 1, USER);
        deadline(request.path("deadline_seconds"));
        providers(request.path("providers"));
        metadata(request.path("metadata"));
        if (request.path("webhook").isObject()) {
            webhook(request.path("webhook"));
        }
    }

    private void deadline(JsonNode seconds) {
        if (seconds.isNumber()
                && !(seconds.canConvertToInt()
                        && seconds.intValue() >= 1
                        && seconds.intValue() <= LONGEST_DEADLINE_SECONDS)) {
            fault("/deadline_seconds", "must be from 1 to " + LONGEST_DEADLINE_SECONDS);
        }
    }

    private void providers(JsonNode providers) {
        if (providers.isArray() && providers.isEmpty()) {
            fault("/providers", "must name at least one");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < providers.size(); i++) {
            String provider = providers.get(i).textValue();
            if (!ProvidersConfig.IDS.contains(provider)) {
                fault("/providers/" + i, "must be one of " + String.join(", ", ProvidersConfig.IDS));
            } else if (!seen.add(provider)) {
                fault("/providers/" + i, "is named twice");
            }
        }
    }

    private void metadata(JsonNode metadata) {
        if (metadata.size() > METADATA_ENTRIES) {
            fault("/metadata", "must have at most " + METADATA_ENTRIES + " entries");
            return;
        }
        metadata.properties().forEach(entry -> {
            String pointer = "/metadata/" + Shape.escaped(entry.getKey());
            if (length(entry.getKey()) > METADATA_NAME || entry.getKey().isEmpty()) {
                fault(pointer, "must have a name of 1 to " + METADATA_NAME + " characters");
            }
            length(entry.getValue(), pointer, 0, METADATA_VALUE);
        });
    }

    private void webhook(JsonNode webhook) {
        if (!webhook.hasNonNull("url")) {
            fault("/webhook/url", "is required");
        } else if (!absolute(webhook.get("url").textValue())) {
            fault("/webhook/url", "must be an absolute http or https URL of at most " + URL + " characters");
        }
        JsonNode events = webhook.path("events");
        if (events.isArray() && events.isEmpty()) {
            fault("/webhook/events", "must name at least one");
        }
        for (int i = 0; i < events.size(); i++) {
            if (!EVENTS.contains(events.get(i).textValue())) {
                fault("/webhook/events/" + i, "must be job. and a status other than queued");
            }
        }
        if (webhook.hasNonNull("secret") && !secret(webhook.get("secret").textValue())) {
            fault("/webhook/secret", "must be whsec_ and 24 to 64 bytes in Base64");
        }
    }

    private static boolean absolute(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getUserInfo() == null && length(url) <= URL;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean secret(String secret) {
        try {
            int bytes = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length())).length;
            return secret.startsWith(SECRET_PREFIX) && bytes >= 24 && bytes <= 64;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private void length(JsonNode text, String pointer, int min, int max) {
        if (!text.isTextual()) {
            return;
        }
        int length = length(text.textValue());
        if (length < min || length > max) {
            fault(pointer, "must have " + min + " to " + max + " characters, has " + length);
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private void fault(String pointer, String detail) {
        faults.add(Fault.at(pointer, detail));
    }
}
