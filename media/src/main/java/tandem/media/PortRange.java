package tandem.media;

/// Local UDP ports for RTP (even) and RTCP (the odd one above), both ends included.
public record PortRange(int low, int high) {

    /// Any free pair that the system hands out.
    public static final PortRange EPHEMERAL = new PortRange(0, 0);

    public PortRange {
        boolean ephemeral = low == 0 && high == 0;
        if (!ephemeral && (low < 1_024 || high > 65_535 || low % 2 != 0 || high <= low)) {
            throw new IllegalArgumentException(
                    "media ports must lie in 1024-65535 and begin with an even one: "
                            + low
                            + "-"
                            + high);
        }
    }

    boolean isEphemeral() {
        return high == 0;
    }

    int pairs() {
        return (high - low + 1) / 2;
    }
}
