package dev.segue.access;

import jakarta.inject.Singleton;
import java.time.Instant;

@Singleton
public class Tickets {

    public String forEvents(String job, Instant deadline) {
        return "events";
    }

    public String forAudio(String job) {
        return "audio";
    }
}
