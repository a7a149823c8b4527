package dev.segue.dialect.useapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The query of a create, as it was sent.
 *
 * @param prompt the lyrics
 */
record Wish(String account, String prompt, String styleId, String title) {

    static final String MODEL = "minimax-music";

    /** In our own words; what is empty counts as absent. The account makes no difference to the song, but to who asks for the same. */
    ObjectNode request() {
        ObjectNode ours = JsonNodeFactory.instance.objectNode().put("model", MODEL);
        put(ours, "lyrics", prompt);
        put(ours, "style_id", styleId);
        put(ours, "title", title);
        if (isThere(account)) {
            ours.putObject("metadata").put("account", account);
        }
        return ours;
    }

    static String theirName(String ourName) {
        return "Parameter "
                + switch (ourName) {
                    case "lyrics" -> "prompt";
                    case "style_id" -> "styleId";
                    case "metadata.account" -> "account";
                    default -> ourName;
                };
    }

    private static void put(ObjectNode ours, String field, String value) {
        if (isThere(value)) {
            ours.put(field, value);
        }
    }

    private static boolean isThere(String value) {
        return value != null && !value.isEmpty();
    }

    /** Lyrics are nobody's business. */
    @Override
    public String toString() {
        return "Wish[]";
    }
}
