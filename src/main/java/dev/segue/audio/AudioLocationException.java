package dev.segue.audio;

import io.quarkus.runtime.configuration.ConfigurationException;

/** Audio cannot be kept where {@code segue.audio.location} says. The message is one sentence for whoever set it. */
public final class AudioLocationException extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    public AudioLocationException(String message) {
        super(message);
    }
}
