package dev.segue.provider.apidot;

import dev.segue.provider.MusicProvider;
import dev.segue.provider.ProviderContract;
import dev.segue.provider.http.ProviderClient;
import dev.segue.provider.http.Statuses;

class ApidotContractTest extends ProviderContract {

    @Override
    protected Statuses statuses() {
        return Apidot.STATUSES;
    }

    @Override
    protected MusicProvider adapter(ProviderClient client) {
        return new Apidot(client, Limits.SHIPPED);
    }

    @Override
    protected String model() {
        return "minimax-music-2.6";
    }
}
