package dev.segue.provider.apiinone;

import dev.segue.provider.MusicProvider;
import dev.segue.provider.ProviderContract;
import dev.segue.provider.SongRequest;
import dev.segue.provider.http.ProviderClient;
import dev.segue.provider.http.Statuses;
import java.util.Map;

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
    protected SongRequest song() {
        return new SongRequest(Map.of("prompt", "An energetic electronic dance track"));
    }

    @Override
    protected String model() {
        return "minimax-music";
    }
}
