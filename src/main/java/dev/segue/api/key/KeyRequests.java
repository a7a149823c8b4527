package dev.segue.api.key;

import static dev.segue.intake.request.Shape.Type.INTEGER;
import static dev.segue.intake.request.Shape.Type.NUMBER;
import static dev.segue.intake.request.Shape.Type.TEXT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.access.Limits;
import dev.segue.access.Scope;
import dev.segue.access.key.ApiKey;
import dev.segue.intake.request.Fault;
import dev.segue.intake.request.RefusedException;
import dev.segue.intake.request.RefusedException.Reason;
import dev.segue.intake.request.RequestBody;
import dev.segue.intake.request.Shape;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what is asked about keys: by shape (400), then by bounds (422), as creates are read. Throws {@link RefusedException}. */
final class KeyRequests {

    private static final Shape ORDER = new Shape.Fields(Map.of(
            "name", TEXT,
            "project", TEXT,
            "scopes", new Shape.ListOf(TEXT),
            "requests_per_second", INTEGER,
            "burst", INTEGER,
            "max_jobs_in_flight", INTEGER,
            "max_jobs_queued", INTEGER,
            "monthly_budget_usd", NUMBER,
            "expires_at", TEXT));
    private static final Shape ROTATION = new Shape.Fields(Map.of("overlap_seconds", INTEGER));

    private static final int LONGEST_NAME = 100;
    private static final int HIGHEST_COUNT = 1_000_000;
    private static final int HIGHEST_BUDGET = 1_000_000_000;
    private static final int MOST_DECIMALS = 6;
    private static final int DEFAULT_OVERLAP_SECONDS = 86_400;
    private static final int LONGEST_OVERLAP_SECONDS = 30 * 86_400;

    private final List<Fault> faults = new ArrayList<>();
    private final ObjectNode body;

    private KeyRequests(byte[] bytes, Shape shape) {
        body = RequestBody.read(bytes);
        shape.check(body, "", faults);
        end(Reason.MALFORMED, "The body has fields that are not known or of another type.");
    }

    static ApiKey.Order order(byte[] body, Instant now) {
        return new KeyRequests(body, ORDER).order(now);
    }

    /** An empty body asks for the default. */
    static Duration overlap(byte[] body) {
        if (body == null || body.length == 0) {
            return Duration.ofSeconds(DEFAULT_OVERLAP_SECONDS);
        }
        KeyRequests request = new KeyRequests(body, ROTATION);
        Integer seconds = request.count("overlap_seconds", 0, LONGEST_OVERLAP_SECONDS);
        request.end(Reason.INVALID, "The overlap is out of its bounds.");
        return Duration.ofSeconds(seconds == null ? DEFAULT_OVERLAP_SECONDS : seconds);
    }

    private ApiKey.Order order(Instant now) {
        if (!body.hasNonNull("name")) {
            fault("/name", "is required");
        }
        Limits limits = new Limits(
                count("requests_per_second", 1, HIGHEST_COUNT),
                count("burst", 1, HIGHEST_COUNT),
                count("max_jobs_in_flight", 1, HIGHEST_COUNT),
                count("max_jobs_queued", 1, HIGHEST_COUNT),
                budget());
        if (body.hasNonNull("burst") && !body.hasNonNull("requests_per_second")) {
            fault("/burst", "needs requests_per_second");
        }
        ApiKey.Order order = new ApiKey.Order(text("name"), text("project"), scopes(), limits, expiry(now));
        end(Reason.INVALID, "The body has values out of their bounds.");
        return order;
    }

    private String text(String field) {
        String text = body.path(field).textValue();
        if (text == null) {
            return null;
        }
        int length = text.codePointCount(0, text.length());
        if (text.isBlank() || length > LONGEST_NAME) {
            fault("/" + field, "must have 1 to " + LONGEST_NAME + " characters, not all blank");
        } else if (text.codePoints().anyMatch(KeyRequests::unprintable)) {
            fault("/" + field, "must be printable text");
        }
        return text;
    }

    /** Half a surrogate pair is none that the database takes. */
    private static boolean unprintable(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    private List<Scope> scopes() {
        JsonNode words = body.path("scopes");
        if (words.isEmpty()) {
            fault("/scopes", "must name at least one");
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (int i = 0; i < words.size(); i++) {
            String pointer = "/scopes/" + i;
            Scope.ofWord(words.get(i).textValue())
                    .ifPresentOrElse(
                            scope -> {
                                if (!scopes.add(scope)) {
                                    fault(pointer, "is named twice");
                                }
                            },
                            () -> fault(pointer, "must be jobs:write, jobs:read or admin"));
        }
        return List.copyOf(scopes);
    }

    private Integer count(String field, int least, int most) {
        JsonNode number = body.path(field);
        if (!number.isNumber()) {
            return null;
        }
        if (!number.canConvertToInt() || number.intValue() < least || number.intValue() > most) {
            fault("/" + field, "must be from " + least + " to " + most);
            return null;
        }
        return number.intValue();
    }

    private BigDecimal budget() {
        JsonNode number = body.path("monthly_budget_usd");
        if (!number.isNumber()) {
            return null;
        }
        if (!(number.doubleValue() >= 0 && number.doubleValue() <= HIGHEST_BUDGET)
                || number.decimalValue().stripTrailingZeros().scale() > MOST_DECIMALS) {
            fault(
                    "/monthly_budget_usd",
                    "must be from 0 to " + HIGHEST_BUDGET + ", with at most " + MOST_DECIMALS + " decimals");
            return null;
        }
        return number.decimalValue();
    }

    private Instant expiry(Instant now) {
        String text = body.path("expires_at").textValue();
        if (text == null) {
            return null;
        }
        try {
            OffsetDateTime at = OffsetDateTime.parse(text);
            if (at.toInstant().isAfter(now) && at.getYear() <= 9999) {
                return at.toInstant();
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        fault("/expires_at", "must be a time to come, as RFC 3339 writes it");
        return null;
    }

    private void fault(String pointer, String detail) {
        faults.add(Fault.at(pointer, detail));
    }

    private void end(Reason reason, String detail) {
        if (!faults.isEmpty()) {
            throw new RefusedException(reason, detail, faults);
        }
    }
}
