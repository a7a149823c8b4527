package dev.segue.signature;

import java.nio.charset.StandardCharsets;

/** One way to sign a message as Standard Webhooks has it (standardwebhooks.com). */
public sealed interface WebhookSigner permits WebhookSecret, WebhookSigningKey {

    /**
     * @param id stable over retries
     * @param timestamp of this try, in seconds since 1970
     * @return one element of the header {@code webhook-signature}
     */
    String sign(String id, long timestamp, byte[] body);

    /** The bytes that are signed: id and time too, so that an old message cannot be sent again as a new one. */
    static byte[] content(String id, long timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        byte[] content = new byte[head.length + body.length];
        System.arraycopy(head, 0, content, 0, head.length);
        System.arraycopy(body, 0, content, head.length, body.length);
        return content;
    }
}
