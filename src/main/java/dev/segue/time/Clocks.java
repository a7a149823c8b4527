package dev.segue.time;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

@Dependent
class Clocks {

    @Produces
    @Singleton
    Clock wallClock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Ticker ticker() {
        return System::nanoTime;
    }
}
