package tandem.media;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tandem.callcontrol.Codec;
import tandem.callcontrol.Direction;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.MediaEvent;
import tandem.callcontrol.MediaLeg;
import tandem.callcontrol.MediaPlane.LegOptions;
import tandem.callcontrol.MediaPlane.Opened;
import tandem.callcontrol.NegotiatedMedia;
import tandem.callmodel.CallId;
import tandem.callmodel.LegId;
import tandem.callmodel.time.Time;
import tandem.media.MediaSettings.Backend;

/// A running engine on loopback with ephemeral ports.
final class PlaneFixture implements AutoCloseable {

    static final LegOptions OPTIONS =
            new LegOptions(
                    List.of(Duration.ofMillis(60), Duration.ofMillis(140)), Duration.ofSeconds(30));

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final EmbeddedMediaPlane plane;
    final List<MediaEvent> events = new CopyOnWriteArrayList<>();

    PlaneFixture(Backend backend) throws Exception {
        this(settings(backend));
    }

    PlaneFixture(MediaSettings settings) throws Exception {
        plane = new EmbeddedMediaPlane(settings, Time.system(), registry);
        plane.start();
    }

    static MediaSettings settings(Backend backend) {
        return MediaSettings.defaults()
                .at(InetAddress.getLoopbackAddress(), PortRange.EPHEMERAL)
                .by(backend, 1);
    }

    MediaLeg open() {
        return open(OPTIONS, events::add);
    }

    MediaLeg open(LegOptions options, Consumer<MediaEvent> sink) {
        LegId id = LegId.caller(CallId.of(UUID.randomUUID()));
        return switch (plane.open(id, options, sink)) {
            case Opened.Ready(MediaLeg leg) -> leg;
            case Opened.Refused(String rule, String sentence) ->
                    throw new AssertionError(rule + ": " + sentence);
        };
    }

    MediaLeg openTo(RtpPeer peer) {
        MediaLeg leg = open();
        leg.connect(media(peer, Direction.SEND_RECEIVE));
        return leg;
    }

    static NegotiatedMedia media(RtpPeer peer, Direction direction) {
        return media(peer, Codec.PCMU, direction);
    }

    static NegotiatedMedia media(RtpPeer peer, Codec codec, Direction direction) {
        return media(peer.address(), codec, direction);
    }

    static NegotiatedMedia media(MediaAddress remote, Direction direction) {
        return media(remote, Codec.PCMU, direction);
    }

    static NegotiatedMedia media(MediaAddress remote, Codec codec, Direction direction) {
        return new NegotiatedMedia(
                remote,
                new MediaAddress(remote.address(), remote.port() + 1),
                codec,
                codec.staticPayloadType(),
                OptionalInt.of(101),
                Duration.ofMillis(20),
                direction);
    }

    double metric(String name) {
        return registry.get(name).functionCounter().count();
    }

    @Override
    public void close() {
        plane.close();
    }
}
