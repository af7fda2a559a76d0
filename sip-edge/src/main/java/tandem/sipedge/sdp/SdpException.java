package tandem.sipedge.sdp;

/// A text is no session description. The message names the line and what is wrong, and repeats
/// nothing of the text.
public final class SdpException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    /// @param line counted from 1
    SdpException(int line, String problem) {
        super("line " + line + ": " + problem);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
