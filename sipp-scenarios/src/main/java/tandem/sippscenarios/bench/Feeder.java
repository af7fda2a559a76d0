package tandem.sippscenarios.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tandem.agentloop.Playout;
import tandem.callcontrol.MediaLeg;
import tandem.callmodel.TurnId;

/// Keeps every leg speaking: the thread `feeder` tops all of them up to 2 s ahead of the wire,
/// twice a second, which is less than a writer may hold and so never waits.
///
/// The legs are handed over as an immutable list; all else is confined to the thread.
final class Feeder implements AutoCloseable {

    private static final int AHEAD = 16_000;
    private static final int CHUNK = 1_600;
    private static final long PERIOD_NANOS = 500_000_000;

    private final short[] speech;
    private final Thread thread;
    private volatile List<Fed> fed = List.of();
    private volatile boolean open = true;

    /// One leg's turn without end. Confined to the feeder's thread once handed over.
    private static final class Fed {
        private final MediaLeg leg;
        private final Playout.Writer writer;
        private long written;
        private int position;

        Fed(MediaLeg leg, int position) {
            this.leg = leg;
            this.writer = leg.open(TurnId.first());
            this.position = position;
        }
    }

    /// @param speech at least one chunk long
    Feeder(short[] speech) {
        this.speech = speech;
        this.thread = Thread.ofPlatform().daemon().name("feeder").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// These legs from now on. Any thread.
    void feed(List<MediaLeg> legs) {
        List<Fed> begun = new ArrayList<>();
        for (MediaLeg leg : legs) {
            begun.add(new Fed(leg, begun.size() * 37 * 160 % (speech.length - CHUNK)));
        }
        fed = List.copyOf(begun);
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        open = false;
        LockSupport.unpark(thread);
    }

    private void run() {
        try {
            while (open) {
                for (Fed one : fed) {
                    topUp(one);
                }
                LockSupport.parkNanos(this, PERIOD_NANOS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void topUp(Fed one) throws InterruptedException {
        long sent = one.leg.sent(TurnId.first());
        while (one.written - sent + CHUNK <= AHEAD) {
            if (!one.writer.write(speech, one.position, CHUNK)) {
                return;
            }
            one.written += CHUNK;
            one.position = (one.position + CHUNK) % (speech.length - CHUNK);
        }
    }
}
