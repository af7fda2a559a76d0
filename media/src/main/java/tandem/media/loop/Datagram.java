package tandem.media.loop;

/// One received datagram: its bytes and where it came from. Reused for every datagram of a loop.
///
/// Confined to its `rtp-loop` thread.
public final class Datagram {

    /// Longer ones are no telephone audio.
    public static final int CAPACITY = 1_500;

    private final byte[] bytes = new byte[CAPACITY];
    private int length;
    private long sourceHigh;
    private long sourceLow;
    private int sourcePort;

    public byte[] bytes() {
        return bytes;
    }

    /// What the sender sent, which is more than [#CAPACITY] when the rest was cut off.
    public int length() {
        return length;
    }

    public boolean isTruncated() {
        return length > CAPACITY;
    }

    public long sourceHigh() {
        return sourceHigh;
    }

    public long sourceLow() {
        return sourceLow;
    }

    public int sourcePort() {
        return sourcePort;
    }

    public void received(int length) {
        this.length = length;
    }

    public void from(long high, long low, int port) {
        sourceHigh = high;
        sourceLow = low;
        sourcePort = port;
    }
}
