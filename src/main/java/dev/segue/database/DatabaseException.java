package dev.segue.database;

import io.quarkus.runtime.configuration.ConfigurationException;

/** There is no usable database. The message is the whole sentence that the operator reads. */
final class DatabaseException extends ConfigurationException {
    private static final long serialVersionUID = 1L;

    DatabaseException(String sentence) {
        super(sentence);
    }

    DatabaseException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
