package tandem.media.rtp;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tandem.callmodel.DtmfDigit;

/// Sends keys as RFC 4733 events: a packet every 20 ms with a growing duration, the last one three
/// times, then a pause before the next key.
///
/// Keys wait in a queue of at most 64; more are refused. [#press] may be called by any thread, the
/// rest is confined to the loop.
public final class KeySender {

    private static final int WAITING = 64;
    private static final int END_PACKETS = 3;

    /// 10 dB below 0 dBm0, as telephones do.
    private static final int VOLUME = 10;

    private static final int FRAME_TICKS = 160;
    private static final int PAYLOAD_BYTES = 4;

    private final ConcurrentLinkedQueue<DtmfDigit> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int keyFrames;
    private final int pauseFrames;
    private int event;
    private int frame;
    private int startTimestamp;

    /// @param keyFrames how long a key is down, in frames of 20 ms
    public KeySender(int keyFrames, int pauseFrames) {
        this.keyFrames = keyFrames;
        this.pauseFrames = pauseFrames;
        frame = framesInAll();
    }

    /// @return false when too many keys wait
    public boolean press(DtmfDigit digit) {
        if (waiting.incrementAndGet() > WAITING) {
            waiting.decrementAndGet();
            return false;
        }
        queue.add(digit);
        return true;
    }

    /// Whether this frame belongs to a key: then no audio is sent.
    public boolean isActive(int timestampTicks) {
        if (frame < framesInAll()) {
            return true;
        }
        DtmfDigit digit = queue.poll();
        if (digit == null) {
            return false;
        }
        waiting.decrementAndGet();
        event = digit.eventCode();
        startTimestamp = timestampTicks;
        frame = 0;
        return true;
    }

    /// Writes this frame's packet and moves on to the next frame.
    ///
    /// @return the octets of payload; 0 in the pause after a key, where nothing is sent
    public int write(SendStream stream, ByteWriter packet, int payloadType) {
        int number = frame++;
        if (number >= keyFrames + END_PACKETS - 1) {
            return 0;
        }
        boolean end = number >= keyFrames - 1;
        int duration = Math.min(number + 1, keyFrames) * FRAME_TICKS;
        stream.header(packet, number == 0, payloadType, startTimestamp);
        packet.octet(event).octet((end ? 0x80 : 0) | VOLUME).twoOctets(duration);
        return PAYLOAD_BYTES;
    }

    private int framesInAll() {
        return keyFrames + END_PACKETS - 1 + pauseFrames;
    }
}
