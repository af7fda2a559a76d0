package tandem.callcontrol;

/// Which way media flows, seen from us (RFC 3264 §6.1).
public enum Direction {
    SEND_RECEIVE(true, true),
    SEND_ONLY(true, false),
    RECEIVE_ONLY(false, true),
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    public boolean sends() {
        return sends;
    }

    public boolean receives() {
        return receives;
    }

    /// What the other side calls it.
    public Direction reversed() {
        return of(receives, sends);
    }

    public static Direction of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SEND_RECEIVE : SEND_ONLY;
        }
        return receives ? RECEIVE_ONLY : INACTIVE;
    }
}
