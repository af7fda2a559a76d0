package tandem.agentloop.voice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tandem.agentloop.ProviderException;
import tandem.agentloop.Synthesizer;

/// Speaks every word in a quarter of a second; the first audio comes after 50 ms. Fails as told.
public final class ScriptedSynthesizer implements Synthesizer {

    /// 250 ms at 8 kHz.
    public static final int WORD = 2_000;

    private final String name;
    private final Lockstep forks;
    private final boolean timings;
    private final List<Request> requests = new ArrayList<>();
    private int failAfterWords = Integer.MAX_VALUE;
    private int failures;
    private boolean hangs;

    public ScriptedSynthesizer(String name, Lockstep forks, boolean timings) {
        this.name = name;
        this.forks = forks;
        this.timings = timings;
    }

    /// The next `times` sentences fail after so many words.
    public void fail(int times, int afterWords) {
        failures = times;
        failAfterWords = afterWords;
    }

    public void hang() {
        hangs = true;
    }

    public List<String> spoken() {
        return requests.stream().map(Request::text).toList();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public Traits traits() {
        return new Traits(name, Set.of(), timings);
    }

    @Override
    public void speak(Request request, Sink sink) throws InterruptedException, ProviderException {
        requests.add(request);
        if (hangs) {
            forks.pause(Duration.ofMinutes(5));
        }
        forks.pause(Duration.ofMillis(50));
        boolean fails = failures > 0;
        failures = Math.max(0, failures - 1);
        String text = request.text();
        int words = 0;
        for (int end = wordEnd(text, 0); end > 0; end = wordEnd(text, end)) {
            if (fails && words == failAfterWords) {
                throw new ProviderException(
                        ProviderException.Category.UNAVAILABLE, name + " is away");
            }
            for (int i = 0; i < 5; i++) {
                sink.audio(new short[WORD / 5], 0, WORD / 5);
            }
            words++;
            if (timings) {
                sink.word(end, (long) words * WORD);
            }
            forks.pause(Duration.ofMillis(5));
        }
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at >= text.length()) {
            return 0;
        }
        int space = text.indexOf(' ', at);
        return space < 0 ? text.length() : space;
    }

    @Override
    public void close() {}
}
