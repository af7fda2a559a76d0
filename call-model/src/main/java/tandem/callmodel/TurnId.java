package tandem.callmodel;

/// Numbers the agent's turns within a call, so that late results of an earlier turn can be told and
/// dropped.
public record TurnId(int number) implements Comparable<TurnId> {

    public TurnId {
        if (number < 0) {
            throw new IllegalArgumentException("turn number must not be negative: " + number);
        }
    }

    public static TurnId first() {
        return new TurnId(0);
    }

    public TurnId next() {
        return new TurnId(number + 1);
    }

    @Override
    public int compareTo(TurnId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "t" + number;
    }
}
