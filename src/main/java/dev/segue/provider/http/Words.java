package dev.segue.provider.http;

import java.util.regex.Pattern;

/**
 * What we say of a provider's answer. Its own sentences may quote the prompt, the lyrics, a URL or a key, so none of them is
 * repeated anywhere; only its word for the kind of error is, where it is one plain word.
 */
public final class Words {

    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z][A-Za-z_]{2,39}");

    /** "moderato" is a tempo. */
    private static final Pattern MODERATION = Pattern.compile("moderat(?:ed|ion)", Pattern.CASE_INSENSITIVE);

    private Words() {}

    /** {@code (400 invalid_request_error)} */
    static String of(int status, Lenient body) {
        String kind = kind(body);
        return "(" + status + (kind.isEmpty() ? "" : " " + kind) + ")";
    }

    /** The message of a task that the provider says has failed. */
    public static String failure(Lenient task) {
        String kind = kind(task);
        return "the provider's task failed" + (kind.isEmpty() ? "" : " (" + kind + ")");
    }

    /** Whether a failure's text speaks of moderation. No document promises the word; without it a failure is a mere failure. */
    public static boolean speakOfModeration(String text) {
        return text != null && MODERATION.matcher(text).find();
    }

    private static String kind(Lenient body) {
        String word = body.text("error.type", "error.name");
        return word != null && PLAIN_WORD.matcher(word).matches() ? word : "";
    }
}
