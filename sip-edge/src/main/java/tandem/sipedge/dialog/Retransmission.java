package tandem.sipedge.dialog;

/// When a 200 is sent again, and when it is given up (RFC 3261 §13.3.1.4).
record Retransmission(long nextAt, long interval, long giveUpAt) {

    static Retransmission started(Timings timings, long now) {
        return new Retransmission(now + timings.t1(), timings.t1(), now + timings.patience());
    }

    Retransmission resent(Timings timings, long now) {
        long longer = Math.min(2 * interval, timings.t2());
        return new Retransmission(now + longer, longer, giveUpAt);
    }

    long wakeAt() {
        return nextAt - giveUpAt < 0 ? nextAt : giveUpAt;
    }
}
