package tandem.sippscenarios.sip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What an SDP body says about its first audio stream (RFC 8866). Immutable.
///
/// @param host where its sender wants to receive RTP
/// @param port 0 when the stream was refused
/// @param payloads RTP payload types in order of preference
/// @param telephoneEvent payload type of RFC 4733 events, -1 when none
/// @param direction `sendrecv`, `sendonly`, `recvonly` or `inactive`, as its sender sees it
public record AudioDescription(
        String host, int port, List<Integer> payloads, int telephoneEvent, String direction) {

    public AudioDescription {
        payloads = List.copyOf(payloads);
    }

    /// The first payload type of `wanted` that the other side takes too.
    public Optional<Integer> firstOf(List<Integer> wanted) {
        return payloads.stream().filter(wanted::contains).findFirst();
    }

    /// Empty when the text holds no audio stream or is no SDP.
    public static Optional<AudioDescription> parse(String sdp) {
        if (!sdp.startsWith("v=0")) {
            return Optional.empty();
        }
        Reading reading = new Reading();
        for (String line : sdp.split("\r?\n")) {
            reading.line(line.strip());
        }
        return reading.result();
    }

    /// Collects the lines that concern the first audio stream. Confined to one parse.
    private static final class Reading {
        private final Map<Integer, String> names = new HashMap<>();
        private final List<Integer> payloads = new ArrayList<>();
        private String host = "";
        private String direction = "sendrecv";
        private int port = -1;
        private boolean inAudio;
        private boolean inOther;

        void line(String line) {
            if (line.startsWith("m=")) {
                inOther = inAudio || !line.startsWith("m=audio ");
                if (!inOther && port < 0) {
                    inAudio = true;
                    media(line.substring(2).split("\\s+"));
                }
            } else if (!inOther) {
                attribute(line);
            }
        }

        private void media(String[] parts) {
            if (parts.length < 4 || !parts[2].startsWith("RTP/")) {
                return;
            }
            port = number(parts[1].split("/")[0]);
            for (int i = 3; i < parts.length; i++) {
                payloads.add(number(parts[i]));
            }
        }

        private void attribute(String line) {
            if (line.startsWith("c=IN IP4 ") || line.startsWith("c=IN IP6 ")) {
                host = line.substring(9).split("/")[0].strip();
            } else if (line.startsWith("a=rtpmap:")) {
                String[] parts = line.substring(9).split("\\s+", 2);
                if (parts.length == 2) {
                    names.put(number(parts[0]), parts[1].toLowerCase(Locale.ROOT));
                }
            } else if (List.of("a=sendrecv", "a=sendonly", "a=recvonly", "a=inactive")
                    .contains(line)) {
                direction = line.substring(2);
            }
        }

        Optional<AudioDescription> result() {
            if (port < 0 || host.isEmpty()) {
                return Optional.empty();
            }
            int events = -1;
            List<Integer> audio = new ArrayList<>();
            for (int payload : payloads) {
                String name = names.getOrDefault(payload, "");
                if (name.startsWith("telephone-event/8000")) {
                    events = payload;
                } else if (payload >= 0) {
                    audio.add(payload);
                }
            }
            return Optional.of(new AudioDescription(host, port, audio, events, direction));
        }

        private static int number(String text) {
            try {
                return Integer.parseInt(text.strip());
            } catch (NumberFormatException _) {
                return -1;
            }
        }
    }
}
