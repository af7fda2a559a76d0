package tandem.sipedge.jain;

import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RecordRouteList;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.HopImpl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Hop;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import tandem.sipedge.SipSettings.Transport;

/// The other party of a dialog as RFC 3261 §12 keeps it: tags, sequence numbers, route set, remote
/// target; and the requests that we send it.
///
/// Confined to the call's thread.
final class Peer {

    private final SIPRequest invite;
    private final String localTag;
    private final List<SipUri> routes;
    private final boolean direct;
    private final Set<Transport> transports;
    private URI target;
    private InetSocketAddress source;
    private long remoteSequence;
    private long localSequence;

    /// @param transports that we listen on
    Peer(SIPRequest invite, String localTag, Set<Transport> transports) {
        this.transports = transports;
        this.invite = invite;
        this.localTag = localTag;
        this.routes = routes(invite);
        this.direct = invite.getViaHeaders().size() == 1;
        this.source = ServerExchange.source(invite);
        this.target = contact(invite, invite.getFrom().getAddress().getURI());
        this.remoteSequence = invite.getCSeq().getSeqNumber();
    }

    String localTag() {
        return localTag;
    }

    InetAddress sourceAddress() {
        return source.getAddress();
    }

    /// False for a request that comes out of order (RFC 3261 §12.2.2).
    boolean accept(long sequence) {
        if (sequence <= remoteSequence) {
            return false;
        }
        remoteSequence = sequence;
        return true;
    }

    /// A re-INVITE may move the other party (RFC 3261 §12.2.2).
    void refresh(SIPRequest request) {
        target = contact(request, target);
        source = ServerExchange.source(request);
    }

    /// A request within the dialog (RFC 3261 §12.2.1.1), complete but for what the method adds,
    /// with its hop attached.
    SIPRequest request(String method, InetAddress own, int ownPort)
            throws ParseException, InvalidArgumentException {
        Hop hop = hop();
        SIPRequest request = new SIPRequest();
        request.setMethod(method);
        request.setRequestURI(copy(target));
        Via via = new Via();
        via.setTransport(hop.getTransport().toUpperCase(Locale.ROOT));
        via.setHost(OwnAddress.host(own));
        via.setPort(ownPort);
        via.setRPort();
        request.setHeader(via);
        From from = new From();
        from.setAddress(invite.getTo().getAddress());
        from.setTag(localTag);
        request.setHeader(from);
        To to = new To();
        to.setAddress(invite.getFrom().getAddress());
        if (invite.getFromTag() != null) {
            to.setTag(invite.getFromTag());
        }
        request.setHeader(to);
        request.setHeader(invite.getCallId());
        request.setHeader(new CSeq(++localSequence, method));
        request.setHeader(new MaxForwards(70));
        addRoutes(request);
        request.setApplicationData(hop);
        return request;
    }

    /// Loose routing as it is; a strict router first gets the Request-URI, and the target goes
    /// last.
    private void addRoutes(SIPRequest request) {
        if (routes.isEmpty()) {
            return;
        }
        List<URI> path = new ArrayList<>(routes);
        if (!routes.getFirst().hasLrParam()) {
            request.setRequestURI(copy(path.removeFirst()));
            path.add(target);
        }
        RouteList list = new RouteList();
        for (URI uri : path) {
            Route route = new Route();
            AddressImpl address = new AddressImpl();
            address.setURI(copy(uri));
            route.setAddress(address);
            list.add(route);
        }
        request.setHeader(list);
    }

    /// The first route, else, for a caller with no proxy between, the way its INVITE came (it may
    /// sit behind a NAT, and over TCP the connection exists), else the remote target.
    private Hop hop() {
        if (!routes.isEmpty()) {
            return hop(routes.getFirst());
        }
        if (!direct && target instanceof SipUri uri) {
            return hop(uri);
        }
        return new HopImpl(OwnAddress.host(source.getAddress()), source.getPort(), transport());
    }

    private Hop hop(SipUri uri) {
        String named = Objects.requireNonNullElse(uri.getTransportParam(), "udp");
        boolean ours =
                transports.stream().anyMatch(transport -> transport.name().equalsIgnoreCase(named));
        String transport = ours ? named.toLowerCase(Locale.ROOT) : transport();
        int port = uri.getPort() > 0 ? uri.getPort() : 5060;
        return new HopImpl(
                Objects.requireNonNullElse(uri.getMAddrParam(), uri.getHost()), port, transport);
    }

    /// Of the INVITE: `udp` or `tcp`.
    String transport() {
        return invite.getTopmostVia().getTransport().toLowerCase(Locale.ROOT);
    }

    private static List<SipUri> routes(SIPRequest invite) {
        RecordRouteList recorded = invite.getRecordRouteHeaders();
        List<SipUri> routes = new ArrayList<>();
        if (recorded != null) {
            recorded.forEach(route -> {
                if (route.getAddress().getURI() instanceof SipUri uri) {
                    routes.add(uri);
                }
            });
        }
        return routes;
    }

    private static URI contact(SIPRequest request, URI otherwise) {
        ContactHeader contact = request.getContactHeader();
        return contact == null || contact.isWildCard() ? otherwise : contact.getAddress().getURI();
    }

    private static URI copy(URI uri) {
        return (URI) uri.clone();
    }
}
