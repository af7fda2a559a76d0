package tandem.callcontrol;

/// How a caller's keys reach us. Some phones send every key both ways; the first way that is used
/// counts until the next re-INVITE, so that no key counts twice.
enum KeyWay {
    /// None was heard yet.
    OPEN("none"),
    /// RFC 4733 events, or tones where no events were negotiated.
    MEDIA("media"),
    /// SIP INFO.
    INFO("info");

    private final String label;

    KeyWay(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean admits(KeyWay other) {
        return this == OPEN || this == other;
    }
}
