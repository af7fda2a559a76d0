package tandem.callmodel;

/// Who calls or is called: the user part (a number or name) and host of a SIP URI, and the display
/// name. Masks itself in `toString`.
public record PartyAddress(String user, String host, String displayName) {

    @Override
    public String toString() {
        String tail = user.length() <= 2 ? "" : user.substring(user.length() - 2);
        return "…" + tail + "@" + host;
    }

    /// The address in full, for records that are kept for the caller's sake.
    public String reveal() {
        return user.isEmpty() ? host : user + "@" + host;
    }
}
