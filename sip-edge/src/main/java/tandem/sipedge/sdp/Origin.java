package tandem.sipedge.sdp;

/// The `o=` line (RFC 8866 §5.2). Id and version are decimal and may exceed 64 bits.
public record Origin(String user, String sessionId, String version, Connection address) {

    public Origin {
        Grammar.require(Grammar.isWord(user), "the origin's user is one word");
        Grammar.require(Grammar.isDigits(sessionId), "the session id is a number");
        Grammar.require(Grammar.isDigits(version), "the session version is a number");
    }
}
