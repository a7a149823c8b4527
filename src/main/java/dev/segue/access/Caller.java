package dev.segue.access;

import java.util.EnumSet;
import java.util.Set;

/** Who asks. Jobs belong to the id; two keys of one project are one caller. */
public record Caller(String id, Set<Scope> scopes, Limits limits) {

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public static Caller withAllScopes(String id) {
        return new Caller(id, EnumSet.allOf(Scope.class), Limits.NONE);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
