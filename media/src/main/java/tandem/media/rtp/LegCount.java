package tandem.media.rtp;

/// What is counted on every leg, and over all legs as `tandem.media.` with the metric's name.
public enum LegCount {
    RECEIVED("packets.received", "packets that counted"),
    SENT("packets.sent", "packets sent"),
    LATE("packets.late", "packets that came after their time"),
    DUPLICATES("packets.duplicates", "packets that came twice"),
    STRANGERS("packets.strangers", "packets from an address that was not negotiated"),
    MALFORMED("packets.malformed", "packets that are no RTP or RTCP, or of an unknown kind"),
    CONCEALED("frames.concealed", "frames made up for packets that did not come"),
    LATE_SENDS("packets.sent.late", "packets sent more than 5 ms after their time"),
    SKIPPED_SENDS("packets.skipped", "packets left out because the loop fell behind"),
    FAILED_SENDS("packets.refused", "packets the kernel did not take"),
    KEYS("keys", "keys heard"),
    LATCHED("latched", "legs that believed another source than the negotiated one");

    private final String metric;
    private final String description;

    LegCount(String metric, String description) {
        this.metric = metric;
        this.description = description;
    }

    /// Where it lies in an array of counts.
    @SuppressWarnings("EnumOrdinal") // the arrays live no longer than this process
    public int place() {
        return ordinal();
    }

    public String metric() {
        return metric;
    }

    public String description() {
        return description;
    }
}
