package dev.segue.time;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

@Dependent
class Clocks {

    @Produces
    @Singleton
    Clock wallClock() {
        return Clock.tickMillis(ZoneOffset.UTC); // what is shown, stored and compared has one precision
    }

    @Produces
    @Singleton
    Ticker ticker() {
        return System::nanoTime;
    }
}
