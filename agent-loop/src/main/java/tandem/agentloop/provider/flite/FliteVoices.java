package tandem.agentloop.provider.flite;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.ProviderException;

/// The copies of voices that are not in use. Thread-safe: one lock. There are never more copies of
/// a voice than syntheses ran at once.
final class FliteVoices implements AutoCloseable {

    private final FliteLibrary flite;
    private final Map<String, Deque<FliteVoice>> idle = new HashMap<>();
    private boolean closed;

    FliteVoices(FliteLibrary flite) {
        this.flite = flite;
    }

    FliteVoice take(String name) throws ProviderException {
        Optional<FliteVoice> waiting = poll(name);
        return waiting.isPresent() ? waiting.get() : new FliteVoice(flite, name);
    }

    private synchronized Optional<FliteVoice> poll(String name) {
        Deque<FliteVoice> voices = idle.get(name);
        return voices == null ? Optional.empty() : Optional.ofNullable(voices.poll());
    }

    void giveBack(FliteVoice voice) {
        if (!keep(voice)) {
            voice.delete();
        }
    }

    private synchronized boolean keep(FliteVoice voice) {
        if (closed) {
            return false;
        }
        idle.computeIfAbsent(voice.name(), name -> new ArrayDeque<>()).push(voice);
        return true;
    }

    /// Voices in use are deleted when they come back.
    @Override
    public synchronized void close() {
        closed = true;
        idle.values().forEach(voices -> voices.forEach(FliteVoice::delete));
        idle.clear();
    }
}
