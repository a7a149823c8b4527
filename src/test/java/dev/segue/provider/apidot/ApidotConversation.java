package dev.segue.provider.apidot;

import dev.segue.provider.ProviderConversation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The adapter and a provider that says what a test has it say. */
abstract class ApidotConversation {

    static ProviderConversation talk;

    @BeforeAll
    static void start() {
        talk = begin();
    }

    static ProviderConversation begin() {
        return new ProviderConversation(Apidot.ID, Apidot.STATUSES, client -> new Apidot(client, Limits.SHIPPED));
    }

    @AfterAll
    static void stop() {
        talk.close();
    }

    @BeforeEach
    void forget() {
        talk.forget();
    }
}
