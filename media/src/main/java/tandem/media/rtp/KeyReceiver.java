package tandem.media.rtp;

/// Tells each key that the other side pressed exactly once from its many RFC 4733 packets, whatever
/// of them is lost, doubled or overtaken.
///
/// A press is known by its RTP timestamp and event code. Some senders press the same key again with
/// the same timestamp: then a later packet (by sequence number) that has the marker bit, or that is
/// no end packet although the end was seen, is a new press. Confined to the loop.
public final class KeyReceiver {

    /// `seen` returns this when the packet belongs to a press already told.
    public static final int NOTHING = -1;

    private static final int PAYLOAD_BYTES = 4;
    private static final int REMEMBERED = 16;
    private static final int LONGEST_DURATION = 0xFFFF;

    private final long[] presses = new long[REMEMBERED];
    private final int[] highestSequences = new int[REMEMBERED];
    private final boolean[] ended = new boolean[REMEMBERED];
    private int count;

    /// Takes a packet of the telephone-event payload type.
    ///
    /// @return the event code (RFC 4733 §3.2) of a new press, or [#NOTHING]
    public int seen(RtpPacket packet) {
        if (packet.payloadLength() < PAYLOAD_BYTES) {
            return NOTHING;
        }
        int offset = packet.payloadOffset();
        int event = packet.bytes()[offset] & 0xFF;
        boolean end = (packet.bytes()[offset + 1] & 0x80) != 0;
        int sequence = packet.sequence();
        int place = find(packet.timestamp(), event);
        if (place < 0) {
            remember(packet.timestamp(), event, sequence, end);
            boolean isNew = packet.marker() || !continues(packet.timestamp(), event);
            return isNew ? event : NOTHING;
        }
        int ahead = (short) (sequence - highestSequences[place]);
        boolean pressedAgain = ahead > 0 && (packet.marker() || (ended[place] && !end));
        if (ahead > 0) {
            highestSequences[place] = sequence;
        }
        ended[place] = pressedAgain ? end : (ended[place] || end);
        return pressedAgain ? event : NOTHING;
    }

    /// How loud the tone is to be, 0-63 dB below 0 dBm0.
    public static int volume(RtpPacket packet) {
        return packet.bytes()[packet.payloadOffset() + 1] & 0x3F;
    }

    /// How long the key has been down, in timestamp ticks.
    public static int durationTicks(RtpPacket packet) {
        int offset = packet.payloadOffset();
        return ((packet.bytes()[offset + 2] & 0xFF) << 8) | (packet.bytes()[offset + 3] & 0xFF);
    }

    private int find(int timestamp, int event) {
        long press = press(timestamp, event);
        int known = Math.min(count, REMEMBERED);
        for (int n = 0; n < known; n++) {
            if (presses[n] == press) {
                return n;
            }
        }
        return -1;
    }

    /// A key held for longer than a duration can say goes on in a further segment, whose timestamp
    /// lies exactly the longest duration later (RFC 4733 §2.5.1.3).
    private boolean continues(int timestamp, int event) {
        int before = find(timestamp - LONGEST_DURATION, event);
        return before >= 0 && !ended[before];
    }

    private void remember(int timestamp, int event, int sequence, boolean end) {
        int place = count % REMEMBERED;
        presses[place] = press(timestamp, event);
        highestSequences[place] = sequence;
        ended[place] = end;
        count = count == 2 * REMEMBERED - 1 ? REMEMBERED : count + 1;
    }

    private static long press(int timestamp, int event) {
        return ((timestamp & 0xFFFF_FFFFL) << 8) | event;
    }
}
