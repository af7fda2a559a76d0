package tandem.sipedge.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tandem.callcontrol.Direction;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.NegotiatedMedia;

/// An answer (RFC 3264 §6) that only lacks our address.
///
/// @param offer that is answered
/// @param taken index of the media line that we take; all others are answered with port 0
/// @param media what was agreed on
/// @param events the `fmtp` of telephone-event: keys in both offer and ours
/// @param packetTimeMillis that we ask for
public record AnswerPlan(
        SessionDescription offer,
        int taken,
        NegotiatedMedia media,
        Optional<String> events,
        long packetTimeMillis) {

    /// The answer with RTP at `local`.
    SessionDescription answer(Origin origin, MediaAddress local) {
        List<MediaDescription> lines = new ArrayList<>();
        for (int n = 0; n < offer.media().size(); n++) {
            MediaDescription offered = offer.media().get(n);
            lines.add(n == taken ? taken(offered, local.port()) : offered.refused());
        }
        return new SessionDescription(
                origin, "-", Optional.of(Connection.of(local.address())), List.of(), lines);
    }

    private MediaDescription taken(MediaDescription offered, int port) {
        List<String> formats = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        int codec = media.payloadType();
        formats.add(Integer.toString(codec));
        attributes.add(
                Attribute.of(
                        "rtpmap",
                        codec + " " + media.codec().name() + "/" + media.codec().rate().hertz()));
        if (media.eventPayloadType().isPresent()) {
            int event = media.eventPayloadType().getAsInt();
            formats.add(Integer.toString(event));
            attributes.add(Attribute.of("rtpmap", event + " telephone-event/8000"));
            events.ifPresent(keys -> attributes.add(Attribute.of("fmtp", event + " " + keys)));
        }
        attributes.add(Attribute.of("ptime", Long.toString(packetTimeMillis)));
        attributes.add(Attribute.flag(name(media.direction())));
        return new MediaDescription(
                offered.kind(), port, 1, offered.protocol(), formats, Optional.empty(), attributes);
    }

    private static String name(Direction direction) {
        return switch (direction) {
            case SEND_RECEIVE -> "sendrecv";
            case SEND_ONLY -> "sendonly";
            case RECEIVE_ONLY -> "recvonly";
            case INACTIVE -> "inactive";
        };
    }
}
