package tandem.callmodel;

/// One party's media on a call; the caller is number 0.
public record LegId(CallId call, int number) {

    public LegId {
        if (number < 0) {
            throw new IllegalArgumentException("leg number must not be negative: " + number);
        }
    }

    public static LegId caller(CallId call) {
        return new LegId(call, 0);
    }

    @Override
    public String toString() {
        return call + "/" + number;
    }
}
