package tandem.sippscenarios.sip;

import java.util.OptionalLong;
import java.util.function.Consumer;

/// A client transaction, INVITE or not (RFC 3261 §17.1): sends its request again until it is
/// answered, and acknowledges a refused INVITE as often as the refusal comes.
///
/// Confined to the user agent's thread.
final class ClientTransaction {

    /// What a response or an alarm means to the one who sent the request.
    enum News {
        NOTHING,
        PROVISIONAL,
        FINAL,
        TIMED_OUT
    }

    private enum State {
        CALLING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    private final SipRequest request;
    private final boolean reliable;
    private final SipTimers timers;
    private final Consumer<SipRequest> send;

    private State state = State.CALLING;
    private long interval;
    private long resendAt = Long.MAX_VALUE;
    private long expiresAt = Long.MAX_VALUE;
    private int sendings;

    ClientTransaction(
            SipRequest request, boolean reliable, SipTimers timers, Consumer<SipRequest> send) {
        this.request = request;
        this.reliable = reliable;
        this.timers = timers;
        this.send = send;
    }

    SipRequest request() {
        return request;
    }

    int sendings() {
        return sendings;
    }

    boolean isOver() {
        return state == State.TERMINATED;
    }

    boolean isAnswered() {
        return state == State.COMPLETED || state == State.TERMINATED;
    }

    void start(long now) {
        interval = timers.t1().toNanos();
        expiresAt = now + timers.giveUp().toNanos();
        if (!reliable) {
            resendAt = now + interval;
        }
        transmit();
    }

    boolean matches(SipResponse response) {
        return response.branch().equals(request.branch())
                && response.sequenceMethod().equals(request.method());
    }

    News on(SipResponse response, long now) {
        return switch (state) {
            case CALLING, PROCEEDING -> answered(response, now);
            case COMPLETED -> {
                acknowledge(response);
                yield News.NOTHING;
            }
            case TERMINATED -> News.NOTHING;
        };
    }

    OptionalLong nextAlarm() {
        long next = Math.min(resendAt, expiresAt);
        return state == State.TERMINATED || next == Long.MAX_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(next);
    }

    News wake(long now) {
        if (state == State.TERMINATED) {
            return News.NOTHING;
        }
        if (now >= expiresAt) {
            boolean unanswered = state != State.COMPLETED;
            state = State.TERMINATED;
            return unanswered ? News.TIMED_OUT : News.NOTHING;
        }
        if (now >= resendAt) {
            // Timer A doubles without end; timer E stops at T2, and stays there once answered.
            interval = isInvite() ? interval * 2 : Math.min(interval * 2, timers.t2().toNanos());
            resendAt = now + interval;
            transmit();
        }
        return News.NOTHING;
    }

    private News answered(SipResponse response, long now) {
        if (response.isProvisional()) {
            state = State.PROCEEDING;
            if (isInvite()) {
                resendAt = Long.MAX_VALUE;
                expiresAt = Long.MAX_VALUE;
            } else {
                interval = timers.t2().toNanos();
            }
            return News.PROVISIONAL;
        }
        resendAt = Long.MAX_VALUE;
        if (isInvite() && response.isSuccess()) {
            state = State.TERMINATED;
            return News.FINAL;
        }
        acknowledge(response);
        if (reliable) {
            state = State.TERMINATED;
        } else {
            state = State.COMPLETED;
            expiresAt = now + (isInvite() ? timers.giveUp() : timers.t4()).toNanos();
        }
        return News.FINAL;
    }

    private void acknowledge(SipResponse response) {
        if (isInvite() && !response.isProvisional() && !response.isSuccess()) {
            send.accept(request.ackFor(response));
        }
    }

    private boolean isInvite() {
        return request.method().equals("INVITE");
    }

    private void transmit() {
        sendings++;
        send.accept(request);
    }
}
