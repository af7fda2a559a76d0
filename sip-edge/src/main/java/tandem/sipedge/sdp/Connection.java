package tandem.sipedge.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address as a `c=` or `o=` line has it (RFC 8866 §5.7): on the Internet, a literal or a name.
///
/// @param address as written, a multicast one with its `/ttl`
public record Connection(boolean ipv6, String address) {

    private static final Pattern IPV4 =
            Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    public Connection {
        Grammar.require(Grammar.isWord(address), "an address is one word");
    }

    public static Connection of(InetAddress address) {
        return new Connection(address instanceof Inet6Address, bare(address));
    }

    /// The address itself; empty for a name, a multicast form with `/ttl`, or a literal of the
    /// other family. Never asks the name service.
    public Optional<InetAddress> literal() {
        if (!(ipv6 ? IPV6 : IPV4).matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String bare(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
