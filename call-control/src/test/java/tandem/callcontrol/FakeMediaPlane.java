package tandem.callcontrol;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tandem.callmodel.LegId;

/// Media without sockets: legs are opened while ports last. Thread-safe.
public final class FakeMediaPlane implements MediaPlane {

    private final ConcurrentHashMap<LegId, FakeMediaLeg> legs = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger nextPort = new AtomicInteger();
    private final int ports;
    private volatile BooleanSupplier refusal = () -> false;
    private volatile Runnable whenOpening = () -> {};

    /// @param ports how many legs may be open at once
    public FakeMediaPlane(int ports) {
        this.ports = ports;
    }

    public FakeMediaPlane() {
        this(Integer.MAX_VALUE);
    }

    /// The leg as it was opened last, closed or not.
    public FakeMediaLeg leg(LegId id) {
        FakeMediaLeg leg = legs.get(id);
        if (leg == null) {
            throw new AssertionError("no leg was opened for " + id);
        }
        return leg;
    }

    /// Null when none was opened.
    public @Nullable FakeMediaLeg find(LegId id) {
        return legs.get(id);
    }

    public Map<LegId, FakeMediaLeg> legs() {
        return Map.copyOf(legs);
    }

    /// Legs that are open now.
    public int open() {
        return open.get();
    }

    /// What it throws reaches the call.
    public void whenOpening(Runnable then) {
        whenOpening = then;
    }

    /// As if the ports had run out whenever it says so.
    public void refuseWhen(BooleanSupplier then) {
        refusal = then;
    }

    @Override
    public void start() {}

    @Override
    public Opened open(LegId id, LegOptions options, Consumer<MediaEvent> events) {
        whenOpening.run();
        if (open.incrementAndGet() > ports || refusal.getAsBoolean()) {
            open.decrementAndGet();
            return new Opened.Refused("media.ports", "All " + ports + " media ports are taken.");
        }
        int port = 20_000 + 2 * (nextPort.getAndIncrement() % 10_000);
        FakeMediaLeg leg = new FakeMediaLeg(port, options, events, open::decrementAndGet);
        legs.put(id, leg);
        return new Opened.Ready(leg);
    }

    @Override
    public void close() {
        legs.values().forEach(FakeMediaLeg::close);
    }
}
