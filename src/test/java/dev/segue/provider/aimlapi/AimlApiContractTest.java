package dev.segue.provider.aimlapi;

import dev.segue.provider.MusicProvider;
import dev.segue.provider.ProviderContract;
import dev.segue.provider.SongRequest;
import dev.segue.provider.http.ProviderClient;
import dev.segue.provider.http.Statuses;
import java.util.Map;

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
    protected SongRequest song() {
        return new SongRequest(Map.of("prompt", "An energetic electronic dance track", "lyrics", "Feel the beat"));
    }

    @Override
    protected String model() {
        return "minimax-music-2.6";
    }
}
