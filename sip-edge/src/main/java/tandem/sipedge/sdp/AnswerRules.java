package tandem.sipedge.sdp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tandem.callcontrol.Codec;
import tandem.callcontrol.Direction;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.NegotiatedMedia;
import tandem.callcontrol.Refusal;

/// How we answer offers (RFC 3264 §6): the first plain RTP audio line with a codec of ours is
/// taken, everything else is turned down.
///
/// @param codecs ours, best first
/// @param preferOwnOrder choose by our order rather than the offerer's
/// @param packetTime that we ask for, and use when the offer asks for none we can
public record AnswerRules(List<Codec> codecs, boolean preferOwnOrder, Duration packetTime) {

    private static final int WARN_ADDRESS = 301;
    private static final int WARN_TRANSPORT = 302;
    private static final int WARN_MEDIA_TYPE = 304;
    private static final int WARN_FORMAT = 305;

    public AnswerRules {
        codecs = List.copyOf(codecs);
        Grammar.require(!codecs.isEmpty(), "at least one codec is ours");
    }

    /// Decides on an offer. Pure.
    public Negotiation negotiate(SessionDescription offer) {
        Negotiation verdict =
                unacceptable(WARN_MEDIA_TYPE, "sdp.no-audio", "The offer holds no audio.");
        boolean looked = false;
        for (int n = 0; n < offer.media().size(); n++) {
            MediaDescription line = offer.media().get(n);
            if (line.kind().equals("audio") && line.port() != 0) {
                Negotiation found = consider(offer, n, line);
                if (found instanceof Negotiation.Agreed) {
                    return found;
                }
                verdict = looked ? verdict : found;
                looked = true;
            }
        }
        return verdict;
    }

    private Negotiation consider(SessionDescription offer, int index, MediaDescription line) {
        if (!line.protocol().equals("RTP/AVP") && !line.protocol().equals("RTP/AVPF")) {
            return unacceptable(
                    WARN_TRANSPORT,
                    "sdp.transport",
                    "The audio is not plain RTP, and encrypted media are not taken.");
        }
        Optional<Connection> connection = line.connection().or(offer::connection);
        Optional<InetAddress> address = connection.flatMap(Connection::literal);
        if (address.isEmpty() || address.get().isMulticastAddress()) {
            return unacceptable(
                    WARN_ADDRESS,
                    "sdp.address",
                    "The offer names no unicast IP address for audio.");
        }
        List<PayloadFormat> formats = PayloadFormat.of(line);
        Optional<PayloadFormat> codec = choose(formats);
        if (codec.isEmpty()) {
            return unacceptable(
                    WARN_FORMAT,
                    "sdp.no-common-codec",
                    "The offer holds no codec of ours: " + names() + ".");
        }
        return agreed(offer, index, address.get(), codec.get(), PayloadFormat.events(formats));
    }

    private Negotiation agreed(
            SessionDescription offer,
            int index,
            InetAddress address,
            PayloadFormat codec,
            Optional<PayloadFormat> events) {
        MediaDescription line = offer.media().get(index);
        MediaAddress remote = new MediaAddress(address, line.port());
        NegotiatedMedia media =
                new NegotiatedMedia(
                        remote,
                        ControlAddress.of(line, remote),
                        codec.codec().orElseThrow(),
                        codec.payloadType(),
                        events.isPresent()
                                ? OptionalInt.of(events.get().payloadType())
                                : OptionalInt.empty(),
                        packetTime(line),
                        direction(offer, line, address));
        return new Negotiation.Agreed(
                media,
                new AnswerPlan(
                        offer,
                        index,
                        media,
                        events.flatMap(PayloadFormat::commonKeys),
                        packetTime.toMillis()));
    }

    private Optional<PayloadFormat> choose(List<PayloadFormat> offered) {
        List<PayloadFormat> common =
                offered.stream()
                        .filter(format -> format.codec().filter(codecs::contains).isPresent())
                        .toList();
        if (!preferOwnOrder) {
            return common.stream().findFirst();
        }
        return codecs.stream()
                .flatMap(codec ->
                        common.stream().filter(format -> format.codec().orElseThrow() == codec))
                .findFirst();
    }

    /// What we send: what the offer asks for if it is 20, 40 or 60 ms, else our own.
    private Duration packetTime(MediaDescription line) {
        return line.values("ptime")
                .filter(value -> value.equals("20") || value.equals("40") || value.equals("60"))
                .findFirst()
                .map(value -> Duration.ofMillis(Long.parseLong(value)))
                .orElse(packetTime);
    }

    /// Ours: the reverse of theirs; nothing is sent to the unspecified address, which is how RFC
    /// 2543 put a call on hold.
    private static Direction direction(
            SessionDescription offer, MediaDescription line, InetAddress address) {
        Direction theirs =
                named(line.attributes())
                        .or(() -> named(offer.attributes()))
                        .orElse(Direction.SEND_RECEIVE);
        Direction ours = theirs.reversed();
        return Direction.of(ours.sends() && !address.isAnyLocalAddress(), ours.receives());
    }

    private static Optional<Direction> named(List<Attribute> attributes) {
        return attributes.stream()
                .flatMap(attribute -> directionOf(attribute.name()).stream())
                .findFirst();
    }

    private static Optional<Direction> directionOf(String name) {
        return switch (name) {
            case "sendrecv" -> Optional.of(Direction.SEND_RECEIVE);
            case "sendonly" -> Optional.of(Direction.SEND_ONLY);
            case "recvonly" -> Optional.of(Direction.RECEIVE_ONLY);
            case "inactive" -> Optional.of(Direction.INACTIVE);
            default -> Optional.empty();
        };
    }

    private String names() {
        return String.join(", ", codecs.stream().map(Codec::name).toList());
    }

    private static Negotiation unacceptable(int warning, String rule, String sentence) {
        return new Negotiation.Unacceptable(Refusal.of(488, rule, sentence), warning);
    }
}
