package tandem.sipedge.sdp;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tandem.callcontrol.Codec;

/// One RTP payload format of an audio line (RFC 8866 §6.6, RFC 3551 §6).
///
/// @param encoding upper case, empty when neither `rtpmap` nor a static type names it
/// @param parameters of `fmtp`
record PayloadFormat(
        int payloadType,
        String encoding,
        int clockHertz,
        int channels,
        Optional<String> parameters) {

    /// Keys 0-9, `*`, `#`, A-D by their codes (RFC 4733 §3.2).
    private static final int KEYS = 16;

    /// The formats of a line in its order; what is no payload type is passed over.
    static List<PayloadFormat> of(MediaDescription line) {
        List<PayloadFormat> formats = new ArrayList<>();
        for (String format : line.formats()) {
            payloadType(format).ifPresent(type -> formats.add(read(line, type)));
        }
        return formats;
    }

    /// telephone-event at the clock of our codecs.
    static Optional<PayloadFormat> events(List<PayloadFormat> formats) {
        return formats.stream()
                .filter(format -> format.encoding.equals("TELEPHONE-EVENT"))
                .filter(format -> format.clockHertz == 8_000)
                .findFirst();
    }

    /// The codec of ours that this is.
    Optional<Codec> codec() {
        return channels == 1
                ? Codec.named(encoding).filter(codec -> codec.rate().hertz() == clockHertz)
                : Optional.empty();
    }

    /// For telephone-event: the keys that both sides know, as `fmtp` writes them; without `fmtp`
    /// the offer means 0-15 (RFC 4733 §2.4.1). Empty when there are none.
    Optional<String> commonKeys() {
        BitSet keys = new BitSet(KEYS);
        if (parameters.isEmpty() || !mark(parameters.get(), keys)) {
            keys.set(0, KEYS);
        }
        keys.clear(KEYS, Math.max(KEYS, keys.length()));
        return keys.isEmpty() ? Optional.empty() : Optional.of(ranges(keys));
    }

    private static PayloadFormat read(MediaDescription line, int type) {
        Optional<String> parameters = parameter(line, "fmtp", type);
        Optional<String> map = parameter(line, "rtpmap", type);
        if (map.isEmpty()) {
            for (Codec codec : Codec.values()) {
                if (codec.staticPayloadType() == type) {
                    return new PayloadFormat(
                            type, codec.name(), codec.rate().hertz(), 1, parameters);
                }
            }
            return new PayloadFormat(type, "", 0, 1, parameters);
        }
        String[] parts = map.get().split("/", -1);
        int clock = parts.length > 1 ? number(parts[1]) : 0;
        int channels = parts.length > 2 ? number(parts[2]) : 1;
        return new PayloadFormat(
                type, parts[0].toUpperCase(Locale.ROOT), clock, channels, parameters);
    }

    private static Optional<String> parameter(MediaDescription line, String name, int type) {
        String prefix = type + " ";
        return line.values(name)
                .filter(value -> value.startsWith(prefix))
                .map(value -> value.substring(prefix.length()).strip())
                .findFirst();
    }

    /// Marks the events of a list as in `0-11,16`; false when it is none.
    private static boolean mark(String list, BitSet keys) {
        for (String part : list.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            int first = number(ends[0]);
            int last = ends.length == 1 ? first : number(ends[1]);
            if (ends.length > 2 || first < 0 || last < first || last > 255) {
                return false;
            }
            keys.set(first, last + 1);
        }
        return true;
    }

    private static String ranges(BitSet keys) {
        StringBuilder out = new StringBuilder();
        for (int first = keys.nextSetBit(0); first >= 0; ) {
            int last = keys.nextClearBit(first) - 1;
            out.append(out.isEmpty() ? "" : ",").append(first);
            if (last > first) {
                out.append('-').append(last);
            }
            first = keys.nextSetBit(last + 1);
        }
        return out.toString();
    }

    private static Optional<Integer> payloadType(String format) {
        int type = number(format);
        return type >= 0 && type <= 127 ? Optional.of(type) : Optional.empty();
    }

    /// -1: no number, or one beyond any use here.
    private static int number(String digits) {
        return Grammar.isDigits(digits) && digits.length() <= 6 ? Integer.parseInt(digits) : -1;
    }
}
