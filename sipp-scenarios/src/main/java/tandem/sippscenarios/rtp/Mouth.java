package tandem.sippscenarios.rtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Fills the packets of one stream, 20 ms each: keys first (RFC 4733), else speech, else the faint
/// noise of a quiet room.
///
/// Confined to `rtp-pace`, but for the bounded queue of orders, which refuses when full.
final class Mouth {

    private static final int ORDERS = 64;
    private static final int FRAME = RtpEngine.FRAME;

    /// Length of a key, as a person presses it, and the pause after it, in frames.
    private static final int KEY_FRAMES = 6;

    private static final int KEY_PAUSE_FRAMES = 5;
    private static final int END_PACKETS = 3;

    /// A room at about -70 dB below full scale.
    private static final int ROOM_NOISE = 16;

    sealed interface Order {
        record Say(Utterance utterance) implements Order {}

        record Press(char key) implements Order {}
    }

    private final Queue<Order> orders = new ArrayBlockingQueue<>(ORDERS);
    private final Deque<Order> waiting = new ArrayDeque<>();
    private final RandomGenerator random;
    private final StreamSink sink;
    private @Nullable Utterance speaking;
    private int frame;
    private @Nullable KeyEvent key;
    private int pauseFrames;

    Mouth(RandomGenerator random, StreamSink sink) {
        this.random = random;
        this.sink = sink;
    }

    /// Any thread. False: too much is ordered already.
    boolean order(Order order) {
        return orders.offer(order);
    }

    /// The next 20 ms. What was said is told through the sink once the packet left: see [#left].
    ///
    /// @param telephoneEvent payload type of events, -1 when none was negotiated: keys are dropped
    Content next(G711 law, int telephoneEvent, long tick, long nanos) {
        takeOrders();
        if (key == null && pauseFrames == 0 && speaking == null) {
            begin(telephoneEvent, tick, nanos);
        }
        KeyEvent pressed = key;
        if (pressed != null) {
            return pressed.next(telephoneEvent, tick);
        }
        if (pauseFrames > 0) {
            pauseFrames--;
        }
        return new Content(law.payloadType(), false, tick, audio(law));
    }

    /// Tells what the packet was that just left.
    void left(long tick, long nanos) {
        KeyEvent pressed = key;
        if (pressed != null) {
            if (pressed.hasJustEnded()) {
                sink.sent(new SendProgress.Keyed(pressed.symbol(), tick, nanos));
            }
            if (pressed.isOver()) {
                key = null;
                pauseFrames = KEY_PAUSE_FRAMES;
            }
            return;
        }
        Utterance utterance = speaking;
        if (utterance == null) {
            return;
        }
        if (frame == 1) {
            sink.sent(new SendProgress.Began(utterance, tick, nanos));
        }
        if (frame - 1 == utterance.firstVoicedFrame()) {
            sink.sent(new SendProgress.FirstVoiced(utterance, tick, nanos));
        }
        if (frame - 1 == utterance.lastVoicedFrame()) {
            sink.sent(new SendProgress.LastVoiced(utterance, tick, nanos));
        }
        if (frame >= utterance.frames()) {
            sink.sent(new SendProgress.Finished(utterance, tick, nanos));
            speaking = null;
        }
    }

    private void takeOrders() {
        for (Order order = orders.poll(); order != null; order = orders.poll()) {
            waiting.add(order);
        }
    }

    private void begin(int telephoneEvent, long tick, long nanos) {
        Order order = waiting.poll();
        switch (order) {
            case null -> {}
            case Order.Say(Utterance utterance) -> {
                speaking = utterance;
                frame = 0;
            }
            case Order.Press(char symbol) -> {
                if (telephoneEvent >= 0) {
                    key = new KeyEvent(symbol, tick, KEY_FRAMES, END_PACKETS);
                } else {
                    sink.sent(new SendProgress.KeyDropped(symbol, tick, nanos));
                }
            }
        }
    }

    private byte[] audio(G711 law) {
        byte[] payload = new byte[FRAME];
        Utterance utterance = speaking;
        int start = frame * FRAME;
        for (int i = 0; i < FRAME; i++) {
            int sample = random.nextInt(2 * ROOM_NOISE + 1) - ROOM_NOISE;
            if (utterance != null && start + i < utterance.samples().length) {
                sample += utterance.samples()[start + i];
            }
            payload[i] = law.encode((short) Math.clamp(sample, -32_768, 32_767));
        }
        if (utterance != null) {
            frame++;
        }
        return payload;
    }

    /// What goes into a packet.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Content(int payloadType, boolean marker, long tick, byte[] payload) {}
}
