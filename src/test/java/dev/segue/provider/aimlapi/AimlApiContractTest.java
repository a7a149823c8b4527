package dev.segue.provider.aimlapi;

import dev.segue.provider.MusicProvider;
import dev.segue.provider.ProviderContract;
import dev.segue.provider.http.ProviderClient;
import dev.segue.provider.http.Statuses;

class AimlApiContractTest extends ProviderContract {

    @Override
    protected Statuses statuses() {
        return AimlApi.STATUSES;
    }

    @Override
    protected MusicProvider adapter(ProviderClient client) {
        return new AimlApi(client);
    }

    @Override
    protected String model() {
        return "minimax-music-2.6";
    }
}
