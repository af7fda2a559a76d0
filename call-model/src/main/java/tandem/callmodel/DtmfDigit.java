package tandem.callmodel;

import java.util.Optional;

/// A telephone key. The event codes are those of RFC 4733 §3.2.
public enum DtmfDigit {
    ZERO('0', 0),
    ONE('1', 1),
    TWO('2', 2),
    THREE('3', 3),
    FOUR('4', 4),
    FIVE('5', 5),
    SIX('6', 6),
    SEVEN('7', 7),
    EIGHT('8', 8),
    NINE('9', 9),
    STAR('*', 10),
    POUND('#', 11),
    A('A', 12),
    B('B', 13),
    C('C', 14),
    D('D', 15);

    private final char symbol;
    private final int eventCode;

    DtmfDigit(char symbol, int eventCode) {
        this.symbol = symbol;
        this.eventCode = eventCode;
    }

    public char symbol() {
        return symbol;
    }

    public int eventCode() {
        return eventCode;
    }

    public boolean isNumber() {
        return eventCode < 10;
    }

    public static Optional<DtmfDigit> ofSymbol(char symbol) {
        char upper = Character.toUpperCase(symbol);
        for (DtmfDigit digit : values()) {
            if (digit.symbol == upper) {
                return Optional.of(digit);
            }
        }
        return Optional.empty();
    }

    /// Empty for event codes that are no keys (flash, tones).
    public static Optional<DtmfDigit> ofEventCode(int eventCode) {
        return eventCode >= 0 && eventCode < 16
                ? Optional.of(values()[eventCode])
                : Optional.empty();
    }
}
