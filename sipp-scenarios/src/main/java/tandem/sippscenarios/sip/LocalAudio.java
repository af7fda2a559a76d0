package tandem.sippscenarios.sip;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Our side of the audio stream. Immutable.
///
/// @param payloads 0 (PCMU) and/or 8 (PCMA), in order of preference
public record LocalAudio(String host, int port, List<Integer> payloads) {

    /// The payload type that telephone events are offered under.
    public static final int TELEPHONE_EVENT = 101;

    public LocalAudio {
        payloads = List.copyOf(payloads);
        if (payloads.isEmpty() || !List.of(0, 8).containsAll(payloads)) {
            throw new IllegalArgumentException("only PCMU (0) and PCMA (8) are spoken here");
        }
    }

    byte[] offer(long session, int version) {
        return describe(session, version, payloads, TELEPHONE_EVENT, "sendrecv");
    }

    /// Answers a later offer: its first codec that is ours, its payload type for events, its
    /// direction turned round. Null when there is no common codec.
    byte @org.jspecify.annotations.Nullable [] answer(
            AudioDescription offer, long session, int version) {
        Integer codec = offer.firstOf(payloads).orElse(null);
        if (codec == null) {
            return null;
        }
        String direction =
                switch (offer.direction()) {
                    case "sendonly" -> "recvonly";
                    case "recvonly" -> "sendonly";
                    case "inactive" -> "inactive";
                    default -> "sendrecv";
                };
        return describe(session, version, List.of(codec), offer.telephoneEvent(), direction);
    }

    private byte[] describe(
            long session, int version, List<Integer> codecs, int events, String direction) {
        String family = host.contains(":") ? "IP6" : "IP4";
        StringBuilder text = new StringBuilder(256);
        text.append("v=0\r\no=caller ").append(session).append(' ').append(version);
        text.append(" IN ").append(family).append(' ').append(host).append("\r\n");
        text.append("s=call\r\nc=IN ").append(family).append(' ').append(host).append("\r\n");
        text.append("t=0 0\r\nm=audio ").append(port).append(" RTP/AVP");
        codecs.forEach(codec -> text.append(' ').append(codec));
        if (events >= 0) {
            text.append(' ').append(events);
        }
        text.append("\r\n");
        for (int codec : codecs) {
            text.append("a=rtpmap:").append(codec).append(codec == 0 ? " PCMU" : " PCMA");
            text.append("/8000\r\n");
        }
        if (events >= 0) {
            text.append("a=rtpmap:").append(events).append(" telephone-event/8000\r\n");
            text.append("a=fmtp:").append(events).append(" 0-15\r\n");
        }
        text.append("a=ptime:20\r\na=").append(direction).append("\r\n");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
