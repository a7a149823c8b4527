package dev.segue.provider.apiinone;

import dev.segue.provider.MusicProvider;
import dev.segue.provider.ProviderContract;
import dev.segue.provider.http.ProviderClient;
import dev.segue.provider.http.Statuses;

class ApiInOneContractTest extends ProviderContract {

    @Override
    protected Statuses statuses() {
        return ApiInOne.STATUSES;
    }

    @Override
    protected MusicProvider adapter(ProviderClient client) {
        return new ApiInOne(client);
    }

    @Override
    protected String model() {
        return "minimax-music";
    }
}
