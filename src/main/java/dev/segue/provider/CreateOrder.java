package dev.segue.provider;

import dev.segue.provider.route.Route;
import dev.segue.provider.route.SongRequest;

/**
 * One create call to be made.
 *
 * @param account the provider's account to use, or {@code null} where it has only one
 * @param callbackUrl where the provider may call back, or {@code null}; carries a secret token and is never logged
 */
public record CreateOrder(Route route, SongRequest song, String account, String callbackUrl) {

    @Override
    public String toString() {
        return "CreateOrder[" + route.id() + "]";
    }
}
