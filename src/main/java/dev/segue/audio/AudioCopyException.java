package dev.segue.audio;

import dev.segue.stranger.StrangerException;

/** Why a file was not copied; each kind tells what can be done about it. No message names more than the host. */
public abstract sealed class AudioCopyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private AudioCopyException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The address does not work any more (403, 404, 410): ask the provider for a fresh one. */
    public static final class SourceExpired extends AudioCopyException {
        private static final long serialVersionUID = 1L;

        SourceExpired(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** The address leads where we do not go: no retry will help. */
    public static final class SourceRefused extends AudioCopyException {
        private static final long serialVersionUID = 1L;

        SourceRefused(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** More than {@code segue.audio.max-bytes}: no retry will help. */
    public static final class TooLarge extends AudioCopyException {
        private static final long serialVersionUID = 1L;

        TooLarge(long maxBytes) {
            super("the audio is larger than segue.audio.max-bytes, " + maxBytes, null);
        }
    }

    /** The source gave no whole file in several tries: later, perhaps. */
    public static final class SourceUnavailable extends AudioCopyException {
        private static final long serialVersionUID = 1L;

        SourceUnavailable(Throwable cause) {
            super(cause.getMessage(), cause);
        }

        SourceUnavailable(String message) {
            super(message, null);
        }
    }

    /** We could not keep it, which is not the source's fault: wait and try again. */
    public static final class StoreFailed extends AudioCopyException {
        private static final long serialVersionUID = 1L;

        StoreFailed(Throwable cause) {
            super("the audio could not be kept: " + cause.getClass().getSimpleName(), cause);
        }
    }

    static AudioCopyException of(Throwable failure) {
        if (failure instanceof AudioCopyException known) {
            return known;
        }
        if (failure instanceof StrangerException.Refused) {
            return new SourceRefused(failure);
        }
        if (failure instanceof StrangerException.Status status) {
            return switch (status.code()) {
                case 403, 404, 410 -> new SourceExpired(failure);
                default -> new SourceUnavailable(failure);
            };
        }
        return failure instanceof StrangerException ? new SourceUnavailable(failure) : new StoreFailed(failure);
    }
}
