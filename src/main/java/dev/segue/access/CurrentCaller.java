package dev.segue.access;

import jakarta.inject.Singleton;

@Singleton
public class CurrentCaller {

    public String id() {
        return "anonymous";
    }
}
