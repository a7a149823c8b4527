package dev.segue.provider.useapi;

import dev.segue.provider.MusicProvider;
import dev.segue.provider.ProviderContract;
import dev.segue.provider.SongRequest;
import dev.segue.provider.http.ProviderClient;
import dev.segue.provider.http.Statuses;
import java.util.Map;

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
    protected SongRequest song() {
        return new SongRequest(Map.of("style_id", "abcdef", "lyrics", "Feel the beat"));
    }

    @Override
    protected String model() {
        return "minimax-music";
    }
}
