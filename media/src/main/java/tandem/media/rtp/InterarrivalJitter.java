package tandem.media.rtp;

/// The mean deviation of packet spacing (RFC 3550 §6.4.1, A.8). Confined to the loop.
final class InterarrivalJitter {

    /// A jump of over two seconds is a new timestamp base and no jitter.
    private static final int JUMP_TICKS = 16_000;

    private boolean begun;
    private int lastTransit;

    /// In timestamp ticks, times 16.
    private int scaled;

    void restart() {
        begun = false;
    }

    void received(int timestampTicks, int arrivalTicks) {
        int transit = arrivalTicks - timestampTicks;
        int distance = Math.abs(transit - lastTransit);
        if (begun && distance >= 0 && distance < JUMP_TICKS) {
            scaled += distance - ((scaled + 8) >> 4);
        }
        begun = true;
        lastTransit = transit;
    }

    int ticks() {
        return scaled >> 4;
    }
}
