package dev.segue.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails every class of tests during which a secret was logged, at DEBUG too: the test profile lets everything through to the
 * {@link Ear}, and to the console what is worth reading. Found by JUnit through {@code META-INF/services}.
 */
public final class Discretion implements BeforeAllCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        Ear.attached();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(Ear.attached().takeLeaks()).as("secrets in the log").isEmpty();
    }
}
