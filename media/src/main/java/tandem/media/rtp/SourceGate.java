package tandem.media.rtp;

import org.jspecify.annotations.Nullable;
import tandem.media.loop.Datagram;
import tandem.media.loop.Endpoint;

/// Decides whose packets count and where ours go, so that nobody who guesses a port can speak into
/// a call or have its audio sent to him.
///
/// The negotiated address is taken at its word. Another source is believed only where latching is
/// allowed, only while the negotiated one has not been heard, only after several packets that
/// belong together, and once: until the media is negotiated anew nobody else is. Confined to the
/// loop.
public final class SourceGate {

    private final Latching latching;
    private final Probation probation = new Probation();
    private @Nullable Endpoint negotiated;
    private @Nullable Endpoint latched;
    private boolean confirmed;

    /// When a source other than the negotiated one may be believed.
    public enum Latching {
        NEVER,
        /// Only where the other side named an address that cannot be reached from outside its own
        /// network, and its packets come from one that can.
        BEHIND_NAT,
        ALWAYS
    }

    public SourceGate(Latching latching) {
        this.latching = latching;
    }

    /// A new address opens the gate anew; the same one changes nothing.
    public void negotiate(Endpoint remote) {
        if (remote.equals(negotiated)) {
            return;
        }
        negotiated = remote;
        latched = null;
        probation.restart();
        confirmed = false;
    }

    /// Whether a well-formed packet with the expected payload type counts.
    public boolean admits(Datagram datagram, RtpPacket packet) {
        Endpoint expected = negotiated;
        if (expected == null) {
            return false;
        }
        if (expected.sent(datagram)) {
            confirmed = true;
            latched = null;
            return true;
        }
        if (latched != null) {
            return latched.sent(datagram);
        }
        if (confirmed || !mayLatch(expected, datagram)) {
            return false;
        }
        if (!probation.passed(datagram, packet)) {
            return false;
        }
        latched = Endpoint.sourceOf(datagram);
        return true;
    }

    /// Whether a control packet counts: by address alone, as its port is often not the named one.
    public boolean admitsControl(Datagram datagram) {
        Endpoint peer = peer();
        return peer != null && peer.sameAddressAs(datagram);
    }

    /// Where our packets go; null before anything was negotiated.
    public @Nullable Endpoint peer() {
        return latched != null ? latched : negotiated;
    }

    public boolean isLatched() {
        return latched != null;
    }

    private boolean mayLatch(Endpoint expected, Datagram datagram) {
        return switch (latching) {
            case NEVER -> false;
            case ALWAYS -> true;
            case BEHIND_NAT ->
                    Endpoint.isPrivate(expected.high(), expected.low())
                            && !Endpoint.isPrivate(datagram.sourceHigh(), datagram.sourceLow());
        };
    }
}
