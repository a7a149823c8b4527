package dev.segue.api;

import dev.segue.api.problem.ProblemException;
import dev.segue.job.Status;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Reads the query of a list of jobs. */
final class PageQuery {

    private static final int DEFAULT_LIMIT = 20;
    private static final int GREATEST_LIMIT = 100;
    private static final Pattern ID = Pattern.compile("job_[0-9a-z]{26}");

    private PageQuery() {}

    static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit;
        try {
            limit = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw bad(400, "limit must be an integer.");
        }
        if (limit < 1 || limit > GREATEST_LIMIT) {
            throw bad(422, "limit must be from 1 to " + GREATEST_LIMIT + ".");
        }
        return limit;
    }

    static Status status(String word) {
        return word == null
                ? null
                : Status.ofWord(word).orElseThrow(() -> bad(422, "status must be a status of jobs."));
    }

    /** The name to look for, or {@code null}. */
    static String name(String text) {
        if (text != null && text.indexOf(0) >= 0) {
            throw bad(422, "A name must not have the character NUL.");
        }
        return text;
    }

    /** The id that a cursor of ours stands for. */
    static String id(String cursor) {
        try {
            String id = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (ID.matcher(id).matches()) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw bad(400, "after must be the next of an earlier page.");
    }

    static String cursor(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemException bad(int status, String detail) {
        return new ProblemException(status, "invalid-query", "Invalid query", detail);
    }
}
