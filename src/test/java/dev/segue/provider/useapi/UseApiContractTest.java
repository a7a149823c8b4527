package dev.segue.provider.useapi;

import dev.segue.provider.MusicProvider;
import dev.segue.provider.ProviderContract;
import dev.segue.provider.http.ProviderClient;
import dev.segue.provider.http.Statuses;

class UseApiContractTest extends ProviderContract {

    @Override
    protected Statuses statuses() {
        return UseApi.STATUSES;
    }

    @Override
    protected MusicProvider adapter(ProviderClient client) {
        return new UseApi(client);
    }

    @Override
    protected String model() {
        return "minimax-music";
    }

    @Override
    protected boolean blocks() {
        return true;
    }
}
