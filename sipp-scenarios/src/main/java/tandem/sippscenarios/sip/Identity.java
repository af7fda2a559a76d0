package tandem.sippscenarios.sip;

/// Who calls whom, and what stands in the headers of all its requests. Immutable.
///
/// @param target the request URI of the INVITE
/// @param from the caller's own address
/// @param sentBy host and port at which the far end reaches us
/// @param transport `UDP` or `TCP`
record Identity(
        SipUri target, String from, String sentBy, String transport, String callId, String tag) {

    String contact(String user) {
        String parameter = transport.equals("TCP") ? ";transport=tcp" : "";
        return "<sip:" + user + "@" + sentBy + parameter + ">";
    }
}
