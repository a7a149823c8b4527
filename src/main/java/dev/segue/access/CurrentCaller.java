package dev.segue.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.ForbiddenException;
import java.util.Optional;

/** Who makes the present request. Take the caller out before going asynchronous: the bean ends with the request. */
@RequestScoped
public class CurrentCaller {

    private Caller caller;
    private String key;

    /** @throws IllegalStateException where no guarded request is being served */
    public Caller get() {
        if (caller == null) {
            throw new IllegalStateException("nobody has passed the guard");
        }
        return caller;
    }

    public String id() {
        return get().id();
    }

    /** The caller, if it may do that; else the request ends with 403. */
    public Caller get(Scope needed) {
        if (!get().may(needed)) {
            throw new ForbiddenException();
        }
        return get();
    }

    /** As {@link #get(Scope)}, the id alone. */
    public String id(Scope needed) {
        return get(needed).id();
    }

    /** The id of the key that the caller showed, if it was one that can be revoked. */
    public Optional<String> key() {
        get();
        return Optional.ofNullable(key);
    }

    /** For the audit: a caller may have several keys. */
    String actor() {
        return key().orElse(caller.id());
    }

    /**
     * For the guard.
     *
     * @param shownKey the id of the caller's key, or {@code null}
     */
    public void set(Caller admitted, String shownKey) {
        caller = admitted;
        key = shownKey;
    }
}
