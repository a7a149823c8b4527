package dev.segue.signature;

import java.util.Base64;

/** Keys as text: a prefix that tells what they are for, then Base64. */
final class Keys {

    private Keys() {}

    /** Throws {@link IllegalArgumentException} with a sentence that does not tell the text. */
    static byte[] decode(String prefix, String text) {
        if (!text.startsWith(prefix)) {
            throw new IllegalArgumentException("must begin with " + prefix);
        }
        try {
            return Base64.getDecoder().decode(text.substring(prefix.length()));
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("must be " + prefix + " and Base64"); // the cause quotes the key
        }
    }
}
